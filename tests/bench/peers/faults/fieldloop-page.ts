import { openSession } from '../../../../apps/web/src/runtime/session/session.ts';
import { joined } from '../browser/join-product.ts';
import { freshId, offer } from './page.ts';

offer(async () => {
  const session = openSession({ ...(await joined()), tallies: true });
  const { outbox, outboxDatabase } = session;
  const engine = await session.engine.ready();
  engine.start();
  // As the product's page does: the browser's own signs that trying again is worth it.
  addEventListener('online', () => engine.woke());
  setInterval(() => engine.woke(), 60_000);
  return {
    async save() {
      const { fact } = await engine.write({
        name: 'people-counted', version: 1, scope: 'site:faults',
        // A zone of its own, so that what the fact did to the totals can be told.
        payload: { shift: 'shift-1', counter: 'zoneEntered', zone: freshId(), count: 1 },
      });
      return fact.id;
    },
    settled: async () => (await outbox.countPending()) === 0,
    async holds(ids) {
      const held = await outboxDatabase.facts.filter(({ state, fact }) => state === 'pending' && ids.includes(fact.id)).toArray();
      return held.length;
    },
  };
});
