import { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { fact, until, type PeerClient } from '../peer.ts';
import { openDatabase } from './rxdb-facts.ts';

export const client: PeerClient = {
  without: 'fan-out: the open build opens 16 collections a process, so 500 clients do not fit',
  async drain(server, count) {
    const { facts } = await openDatabase('client');
    await facts.bulkInsert(Array.from({ length: count }, (_, index) => fact(index)));
    const began = performance.now();
    const replication = await replicateWithWebsocketServer({ replicationIdentifier: 'facts', collection: facts, url: `ws://127.0.0.1:${server.port}/socket` });
    await replication.awaitInSync();
    const seconds = (performance.now() - began) / 1_000;
    if ((await server.count()) !== count) throw new Error(`${await server.count()} of ${count} arrived`);
    return { seconds };
  },
  async catchUp(server, count) {
    const { records } = await openDatabase('client');
    const began = performance.now();
    const replication = await replicateWithWebsocketServer({ replicationIdentifier: 'records', collection: records, url: `ws://127.0.0.1:${server.port}/socket` });
    await replication.awaitInitialReplication();
    await until(async () => (await records.count().exec()) === count, 20);
    return (performance.now() - began) / 1_000;
  },
};
