import { QueueStore } from 'workbox-background-sync';
import { freshId, offer } from './page.ts';

offer(async () => {
  await navigator.serviceWorker.register('/__page/worker.js', { scope: '/' });
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  // What the worker's queue has stored; only read here.
  const queue = new QueueStore('facts');
  return {
    async save(index) {
      const id = freshId();
      // A request that fails is queued by the worker: that is what saved means here.
      await fetch('/plain', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key: freshId(), id, index }),
      }).catch(() => undefined);
      return id;
    },
    settled: async () => (await queue.size()) === 0,
    holds: async (ids) => Math.min(ids.length, await queue.size()),
  };
});
