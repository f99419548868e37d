import PouchDB from 'pouchdb/dist/pouchdb.js';
import { fact } from '../facts.ts';
import { secondsOf } from './browser-page.ts';

async function drain(room: string, facts: number): Promise<number> {
  const outbox = new PouchDB(room);
  await outbox.bulkDocs(Array.from({ length: facts }, (_, index) => ({ ...fact(index), _id: fact(index).id })));
  return secondsOf(() => outbox.replicate.to(`${location.origin}/${room}`));
}

window.measures = {
  async drain(facts) {
    await drain('warm-up', Math.ceil(facts / 10));
    return drain('drain', facts);
  },
  async catchUp(records) {
    const cache = new PouchDB('cache');
    const seconds = await secondsOf(() => cache.replicate.from(`${location.origin}/records`));
    const { doc_count: held } = await cache.info();
    if (held !== records) throw new Error(`${held} of ${records} arrived`);
    return seconds;
  },
};
