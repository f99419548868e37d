import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { BATCH, fact } from '../facts.ts';
import { startClock, timeWrites, type PeerClient } from '../peer.ts';

const local = (name: string) => new PouchDB(join(mkdtempSync(join(tmpdir(), 'peers-pouchdb-client-')), name));

export const client: PeerClient = {
  async drain(server, facts, room) {
    const outbox = local(room);
    await outbox.bulkDocs(Array.from({ length: facts }, (_, index) => ({ ...fact(index), _id: fact(index).id })));
    const elapsed = startClock();
    const { docs_written: written } = await outbox.replicate.to(`http://127.0.0.1:${server.port}/${room}`, { batch_size: BATCH });
    if (written !== facts) throw new Error(`${written} of ${facts} arrived`);
    return { seconds: elapsed() };
  },
  async catchUp(server, records) {
    const cache = local('cache');
    const elapsed = startClock();
    const { docs_written: written } = await cache.replicate.from(`http://127.0.0.1:${server.port}/records`, { batch_size: BATCH });
    if (written !== records) throw new Error(`${written} of ${records} arrived`);
    return elapsed();
  },
  async fanOut(server, subscribers, writes) {
    const url = `http://127.0.0.1:${server.port}/facts`;
    let onChange: () => void = () => undefined;
    const feeds = Array.from({ length: subscribers }, () => new PouchDB(url).changes({ live: true, since: 'now', include_docs: true }).on('change', () => onChange()));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const writer = new PouchDB(url);
    const delays = await timeWrites(subscribers, writes, (heard) => (onChange = heard), async (index) => {
      await writer.put({ ...fact(index), _id: `w${index}` });
    });
    for (const feed of feeds) feed.cancel();
    return delays;
  },
};
