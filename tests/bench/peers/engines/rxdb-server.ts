import type { AddressInfo } from 'node:net';
import { startWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { record } from '../facts.ts';
import type { PeerServer } from '../peer.ts';
import { openDatabase } from './rxdb-facts.ts';

export const server: PeerServer = {
  async serve(count) {
    const { database, facts, records } = await openDatabase('server');
    await records.bulkInsert(Array.from({ length: count }, (_, index) => record(index)));
    const state = await startWebsocketServer({ database, port: 0, path: '/socket' });
    return {
      port: (state.server.address() as AddressInfo).port,
      count: () => facts.count().exec(),
      stop: async () => void (await database.close()),
    };
  },
};
