import PouchDB from 'pouchdb/dist/pouchdb.js';
import { freshId, offer } from './page.ts';

offer(async () => {
  const facts = new PouchDB('facts');
  let sent = false;
  facts.replicate.to(`${location.origin}/facts`, { live: true, retry: true })
    .on('active', () => void (sent = false))
    // Paused without an error: everything up to now is over there.
    .on('paused', (error: unknown) => void (sent = !error));
  return {
    async save(index) {
      const { id } = await facts.put({ _id: freshId(), index });
      return id;
    },
    settled: async () => sent,
    async holds(ids) {
      const { rows } = await facts.allDocs({ keys: [...ids] });
      return rows.filter((row) => !('error' in row)).length;
    },
  };
});
