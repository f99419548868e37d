import { createCollection } from '@tanstack/db';
import { IndexedDBAdapter, startOfflineExecutor } from '@tanstack/offline-transactions';
import { freshId, offer } from './page.ts';

offer(async () => {
  const facts = createCollection<{ id: string; index: number }, string>({
    id: 'facts', getKey: ({ id }) => id, sync: { sync: ({ markReady }) => markReady() },
  });
  const executor = startOfflineExecutor({
    collections: { facts },
    storage: new IndexedDBAdapter('outbox', 'transactions'),
    mutationFns: {
      async send({ transaction, idempotencyKey }) {
        const [mutation] = transaction.mutations;
        const response = await fetch('/facts', {
          method: 'POST', headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ key: idempotencyKey, id: mutation?.modified['id'] }),
        });
        if (!response.ok) throw new Error(`answered ${response.status}`);
      },
    },
  });
  await executor.waitForInit();
  return {
    async save(index) {
      const id = freshId();
      const transaction = executor.createOfflineTransaction({ mutationFnName: 'send', autoCommit: false });
      transaction.mutate(() => facts.insert({ id, index }));
      let committed: boolean | undefined;
      transaction.commit().then(() => (committed = true), () => (committed = false));
      // Saved: in the outbox, or through already.
      while (committed === undefined && !(await executor.peekOutbox()).some((waiting) => waiting.id === transaction.id)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (committed === false) throw new Error('the transaction was refused');
      return id;
    },
    settled: async () => (await executor.peekOutbox()).length === 0,
    async holds(ids) {
      const waiting = (await executor.peekOutbox()).flatMap(({ mutations }) => mutations.map(({ modified }) => modified['id'] as string));
      return waiting.filter((id) => ids.includes(id)).length;
    },
  };
});
