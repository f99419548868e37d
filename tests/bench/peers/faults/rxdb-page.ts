import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { freshId, offer } from './page.ts';

/** The push half of the documented HTTP replication. */
offer(async () => {
  const database = await createRxDatabase({ name: 'facts', storage: getRxStorageDexie() });
  const { facts } = await database.addCollections({
    facts: { schema: { version: 0, primaryKey: 'id', type: 'object', properties: { id: { type: 'string', maxLength: 60 }, index: { type: 'number' } } } },
  });
  const replication = replicateRxCollection<{ id: string; index: number }, unknown>({
    collection: facts as never, replicationIdentifier: 'facts-http', live: true, retryTime: 5_000,
    push: {
      async handler(rows) {
        const response = await fetch('/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rows) });
        if (!response.ok) throw new Error(`answered ${response.status}`);
        return (await response.json()) as never;
      },
    },
  });
  return {
    async save(index) {
      const id = freshId();
      await facts.insert({ id, index });
      return id;
    },
    settled: () => Promise.race([replication.awaitInSync(), new Promise<false>((resolve) => setTimeout(resolve, 1_000, false))]),
    holds: async (ids) => (await facts.findByIds([...ids]).exec()).size,
  };
});
