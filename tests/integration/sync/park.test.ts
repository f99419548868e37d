import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTenant, joinAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { eventually, openPhone, tap } from './phone.ts';

let app: TestApp;
let tenant: Organization;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app, 'Poison');
  // A defect of the database's side: it fails at one fact, with an error that is about no value.
  await app.db.pool.query(`create function poison() returns trigger language plpgsql as $$ begin
    if (new.payload->>'count')::int = 666 then raise exception 'a defect'; end if;
    return new; end $$`);
  await app.db.pool.query('create trigger poison before insert on fact for each row execute function poison()');
});
afterAll(() => app.stop());

it('parks the one fact that the database fails at, byte for byte, and takes its neighbours', async () => {
  const { engine, outbox, reports } = openPhone(await joinAs(app, tenant, 'operator'), { hurry: 50 });
  for (let index = 0; index < 60; index += 1) await engine.write(tap('ja', index === 41 ? 666 : 1));
  const written = (await outbox.pending(60)).map(({ fact }) => fact);
  engine.start();
  await eventually(() => outbox.countPending(), (count) => count === 0);
  await engine.stop();

  const { rows: facts } = await app.db.pool.query<{ id: string }>('select id from fact where organization_id = $1 and name = $2 order by seq', [tenant.id, 'people-counted']);
  expect(facts.map(({ id }) => id)).toEqual(written.filter((_, index) => index !== 41).map(({ id }) => id));
  const { rows: kept } = await app.db.pool.query<{ reason: string; received: Buffer }>('select reason, received from quarantine where organization_id = $1', [tenant.id]);
  expect(kept.map(({ reason, received }) => [reason, received.toString()])).toEqual([['parked', JSON.stringify(written[41])]]);
  const { rows: [tally] } = await app.db.pool.query<{ n: number }>('select sum(n)::int as n from tally where organization_id = $1', [tenant.id]);
  expect(tally?.n).toBe(59);
  expect(reports.map(({ reason }) => reason)).toContain('parked');
  expect((await outbox.recent(60)).find(({ fact }) => fact.seq === 42)).toMatchObject({ state: 'quarantined', reason: 'parked' });
});

it('parks nothing while the database fails at everything', async () => {
  const { engine, outbox, pushes } = openPhone(await joinAs(app, tenant, 'operator'), { hurry: 200 });
  for (let index = 0; index < 5; index += 1) await engine.write(tap('ja'));
  await app.db.pool.query('alter table device rename to device_elsewhere');
  engine.start();
  await eventually(() => pushes.length, (count) => count > 30);
  await app.db.pool.query('alter table device_elsewhere rename to device');
  await eventually(() => outbox.countPending(), (count) => count === 0);
  await engine.stop();
  expect(pushes.every(({ parked }) => parked === undefined)).toBe(true);
  expect((await outbox.recent(5)).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'applied'));
});
