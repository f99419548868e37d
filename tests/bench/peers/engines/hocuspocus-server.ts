import { Server, type Hocuspocus } from '@hocuspocus/server';
import type { PeerServer } from '../peer.ts';
import { record } from '../facts.ts';

export const server: PeerServer = {
  async serve(records) {
    const hocuspocus = new Server({ port: 0, quiet: true, address: '127.0.0.1' });
    await hocuspocus.listen();
    const held = await (hocuspocus.hocuspocus as Hocuspocus).openDirectConnection(records > 0 ? 'site' : 'drain');
    if (records > 0) {
      await held.transact((document) => {
        const map = document.getMap('records');
        for (let index = 0; index < records; index += 1) map.set(record(index).id, record(index));
      });
    }
    return {
      port: hocuspocus.address.port,
      count: () => held.document?.getMap('facts').size ?? 0,
      stop: async () => hocuspocus.destroy(),
    };
  },
};
