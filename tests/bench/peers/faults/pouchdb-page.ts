import PouchDB from 'pouchdb/dist/pouchdb.js';
import { freshId, offer } from './page.ts';

offer(async () => {
  const facts = new PouchDB('facts');
  facts.replicate.to(`${location.origin}/facts`, { live: true, retry: true });
  return {
    async save(index) {
      const { id } = await facts.put({ _id: freshId(), index });
      return id;
    },
    pending: async () => -1,
  };
});
