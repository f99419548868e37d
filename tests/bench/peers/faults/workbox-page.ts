import { freshId, offer } from './page.ts';

offer(async () => {
  await navigator.serviceWorker.register('/__page/worker.js', { scope: '/' });
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    async save(index) {
      const id = freshId();
      // A request that fails is queued by the worker: that is what saved means here.
      await fetch('/facts', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key: crypto.randomUUID(), id, index }),
      }).catch(() => undefined);
      return id;
    },
    pending: async () => -1,
  };
});
