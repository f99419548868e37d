import { createMergeableStore, type MergeableStore } from 'tinybase';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { WebSocket } from 'ws';
import { fact } from '../facts.ts';
import { startClock, timeWrites, until, type PeerClient, type Server } from '../peer.ts';

async function synchronize(server: Server, store: MergeableStore, room = 'site') {
  const synchronizer = await createWsSynchronizer(store, new WebSocket(`ws://127.0.0.1:${server.port}/${room}`), 60);
  await synchronizer.startSync();
  return synchronizer;
}

export const client: PeerClient = {
  async drain(server, facts, room) {
    const store = createMergeableStore();
    for (let index = 0; index < facts; index += 1) store.setRow('facts', fact(index).id, fact(index));
    const elapsed = startClock();
    const synchronizer = await synchronize(server, store, room);
    // There is no acknowledgement: the server's own count tells.
    await until(async () => (await server.count()) === facts, 20);
    const seconds = elapsed();
    await synchronizer.destroy();
    return { seconds };
  },
  async catchUp(server, records) {
    const store = createMergeableStore();
    const elapsed = startClock();
    await synchronize(server, store);
    await until(() => store.getRowCount('records') === records);
    return elapsed();
  },
  async fanOut(server, subscribers, writes) {
    const writer = createMergeableStore();
    await synchronize(server, writer);
    const readers = Array.from({ length: subscribers }, () => createMergeableStore());
    await Promise.all(readers.map((store) => synchronize(server, store)));
    return timeWrites(
      subscribers, writes,
      (heard) => {
        for (const store of readers) store.addTableListener('facts', heard);
      },
      (index) => void writer.setRow('facts', `w${index}`, fact(index)),
    );
  },
};
