import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { fact } from '../facts.ts';
import { startClock, timeWrites, until, type PeerClient, type Server } from '../peer.ts';

function provide(server: Server, document: Y.Doc, name = 'site'): Promise<HocuspocusProvider> {
  return new Promise((resolve) => {
    const provider: HocuspocusProvider = new HocuspocusProvider({
      url: `ws://127.0.0.1:${server.port}`, name, document, onSynced: () => resolve(provider),
    });
  });
}

export const client: PeerClient = {
  async drain(server, facts, room) {
    const document = new Y.Doc();
    const map = document.getMap('facts');
    for (let index = 0; index < facts; index += 1) map.set(fact(index).id, fact(index));
    const elapsed = startClock();
    const provider = await provide(server, document, room);
    await until(() => !provider.hasUnsyncedChanges);
    // The provider may call itself in sync before the server has everything: the server's own count tells.
    if (room === 'drain') await until(async () => (await server.count()) === facts);
    const seconds = elapsed();
    provider.destroy();
    return { seconds };
  },
  async catchUp(server, records) {
    const document = new Y.Doc();
    const elapsed = startClock();
    await provide(server, document);
    await until(() => document.getMap('records').size === records);
    return elapsed();
  },
  async fanOut(server, subscribers, writes) {
    const writer = new Y.Doc();
    await provide(server, writer);
    const readers = Array.from({ length: subscribers }, () => new Y.Doc());
    await Promise.all(readers.map((document) => provide(server, document)));
    return timeWrites(
      subscribers, writes,
      (heard) => {
        for (const document of readers) document.getMap('facts').observe(heard);
      },
      (index) => void writer.getMap('facts').set(`w${index}`, fact(index)),
    );
  },
};
