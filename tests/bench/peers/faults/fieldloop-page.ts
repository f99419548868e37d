import { openSession } from '../../../../apps/web/src/runtime/session/session.ts';
import { offer } from './page.ts';

offer(async () => {
  const known = localStorage.getItem('me');
  const me = (known === null ? await join() : JSON.parse(known)) as { organization: { id: string }; person: { id: string } };
  localStorage.setItem('me', JSON.stringify(me));
  const session = openSession({ organization: me.organization.id, person: me.person.id, tallies: true });
  const { outbox } = session;
  const engine = await session.engine.ready();
  engine.start();
  // As the product's page does: the browser's own signs that trying again is worth it.
  addEventListener('online', () => engine.woke());
  setInterval(() => engine.woke(), 60_000);
  return {
    async save() {
      const { fact } = await engine.write({
        name: 'people-counted', version: 1, scope: 'site:faults', payload: { shift: 'shift-1', counter: 'passedBy', count: 1 },
      });
      return fact.id;
    },
    pending: () => outbox.countPending(),
  };
});

async function join(): Promise<unknown> {
  const response = await fetch('/trpc/people.join', {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: new URLSearchParams(location.search).get('code'), name: 'faults', locale: 'en' }),
  });
  return ((await response.json()) as { result: { data: unknown } }).result.data;
}
