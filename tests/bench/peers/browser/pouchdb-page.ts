import PouchDB from 'pouchdb/dist/pouchdb.js';
import { BATCH, fact } from '../facts.ts';
import { secondsOf } from './browser-page.ts';

async function save(room: string, facts: number): Promise<void> {
  await new PouchDB(room).bulkDocs(Array.from({ length: facts }, (_, index) => ({ ...fact(index), _id: fact(index).id })));
}

const send = (room: string) => new PouchDB(room).replicate.to(`${location.origin}/${room}`, { batch_size: BATCH });

window.measures = {
  async write(facts) {
    await save('warm-up', Math.ceil(facts / 10));
    await send('warm-up');
    await save('drain', facts);
  },
  drain: () => secondsOf(() => send('drain')),
  async catchUp(records) {
    const cache = new PouchDB('cache');
    const seconds = await secondsOf(() => cache.replicate.from(`${location.origin}/records`, { batch_size: BATCH }));
    const { doc_count: held } = await cache.info();
    if (held !== records) throw new Error(`${held} of ${records} arrived`);
    return seconds;
  },
};
