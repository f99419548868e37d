import { encodeStamp } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/ids.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { openPhone, tap, eventually, type Phone } from '../sync/phone.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';

interface Held {
  readonly device: string;
  readonly seq: number;
  readonly reason: string;
  readonly name?: string;
  readonly scope?: string;
  readonly at?: number;
  readonly settled?: { readonly as: string; readonly by: string; readonly note?: string };
}

let app: TestApp;
let tenant: Organization;
let planner: Visitor;

beforeAll(async () => {
  app = await startTestApp();
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
  planner = await signInAs(app, tenant, 'planner');
});

afterAll(() => app.stop());

/** A phone at 静安 that has sent one good tap and one entry that is refused. */
async function phoneWith(refused: { readonly scope?: string; readonly payload?: unknown }): Promise<{ phone: Phone; visitor: Visitor; held: Held }> {
  const visitor = await joinAs(app, tenant, 'operator', 'ja');
  const phone = openPhone(visitor);
  await phone.engine.write(tap('ja', 1));
  await phone.engine.write({ ...tap('ja'), ...refused } as never);
  await phone.engine.flush();
  const [stored] = await phone.outbox.recent(1);
  return { phone, visitor, held: (await waiting()).find(({ device }) => device === stored?.device) as Held };
}

async function waiting(filter: object = {}): Promise<readonly Held[]> {
  return (await planner.query<Held[]>('quarantine.list', filter)).data;
}

async function counted(site: string): Promise<number> {
  const { rows } = await app.db.pool.query<{ n: number }>('select coalesce(sum(n), 0)::int as n from tally where organization_id = $1 and site = $2', [tenant.id, site]);
  return rows[0]?.n ?? 0;
}

async function stateOn({ engine, outbox }: Phone, seq: number) {
  await engine.flush();
  const stored = (await outbox.recent(10)).find(({ fact }) => fact.seq === seq);
  return stored && { state: stored.state, settled: stored.settled };
}

it('shows what was refused with its author, place, time and content, and finds it by any of them', async () => {
  const { phone, held } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const [stored] = await phone.outbox.recent(1);
  expect(held).toMatchObject({ seq: 2, reason: 'invalid', name: 'people-counted', scope: 'site:ja', at: (stored?.fact.at ?? 0) + (stored?.fact.offset ?? 0) });
  const whole = await planner.query('quarantine.one', { device: held.device, seq: 2 });
  expect(whole.data).toMatchObject({ written: { payload: { counter: 'passedBy', count: 'many' } }, text: JSON.stringify(stored?.fact) });
  const author = (held as unknown as { author: string }).author;
  expect(await waiting({ site: 'ja', reason: 'invalid', author })).toEqual([held]);
  expect(await waiting({ site: 'xh', author })).toEqual([]);
  expect(await waiting({ reason: 'malformed', author })).toEqual([]);
  expect((await planner.query<{ waiting: number }>('quarantine.count')).data.waiting).toBe((await waiting()).length);
});

it('settles an entry with its line in the audit, or not at all', async () => {
  const admin = await signInAs(app, tenant, 'admin');
  const { held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const { held: other } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const mended = { device, seq, payload: { counter: 'passedBy', count: 7 } };
  const dismissed = { device: other.device, seq: other.seq, note: '不算' };
  const lines = async () => {
    const { data } = await admin.query<{ action: string; target: string; detail: object }[]>('admin.audit', {});
    return data.filter(({ target }) => target === `${device}/${seq}` || target === `${other.device}/${other.seq}`).map(({ action, detail }) => [action, detail]);
  };
  const before = await counted('ja');
  await app.db.pool.query(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`);
  await app.db.pool.query('create trigger fails before insert on audit_entry for each row execute function fails()');
  expect((await planner.mutate('quarantine.release', mended)).data).toMatchObject({ state: 'quarantined' });
  expect((await planner.mutate('quarantine.dismiss', dismissed)).status).toBe(500);
  await app.db.pool.query('drop trigger fails on audit_entry');
  expect(await counted('ja')).toBe(before);
  expect((await waiting()).filter((each) => each.device === device || each.device === other.device)).toHaveLength(2);
  for (let time = 0; time < 2; time += 1) {
    await planner.mutate('quarantine.release', mended);
    await planner.mutate('quarantine.dismiss', dismissed);
  }
  expect(await counted('ja')).toBe(before + 7);
  const author = (held: Held) => (held as unknown as { author: string }).author;
  expect((await lines()).toSorted()).toEqual([
    ['quarantine-dismissed', { author: author(other), reason: 'invalid', note: '不算' }],
    ['quarantine-released', { author: expect.any(String), reason: 'invalid', changed: true }],
  ]);
});

it('shows as bytes what is no text', async () => {
  const device = newId(app.clock.now());
  await app.db.pool.query(
    `insert into quarantine (organization_id, device, seq, author, reason, received, received_at) values ($1, $2, 1, 'nobody', 'parked', '\\xff00fe', $3)`,
    [tenant.id, device, app.clock.now()],
  );
  expect((await planner.query('quarantine.one', { device, seq: 1 })).data).toMatchObject({ hex: 'ff00fe', bytes: 3, author: 'nobody' });
  expect((await planner.mutate('quarantine.release', { device, seq: 1, payload: {} })).data).toEqual({ state: 'quarantined', reason: 'malformed' });
  expect((await planner.mutate('quarantine.dismiss', { device, seq: 1, note: '无法读取' })).status).toBe(200);
});

it('counts a mended entry once as its author\'s, however often it is sent, and tells the phone', async () => {
  const before = await counted('ja');
  const { phone, held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const still = await planner.mutate('quarantine.release', { device, seq, payload: { counter: 'passedBy', count: -3 } });
  expect(still.data).toEqual({ state: 'quarantined', reason: 'invalid' });
  expect(await stateOn(phone, seq)).toMatchObject({ state: 'quarantined' });
  const mended = { device, seq, payload: { counter: 'passedBy', count: 7 }, note: '问过小林' };
  const answers = await Promise.all([1, 2, 3].map(async () => (await planner.mutate<{ state: string }>('quarantine.release', mended)).data.state));
  expect(answers.toSorted()).toEqual(['applied', 'duplicate', 'duplicate']);
  expect(await counted('ja')).toBe(before + 1 + 7);
  expect(await stateOn(phone, seq)).toEqual({ state: 'applied', settled: { as: 'released', note: '问过小林' } });
  const { rows } = await app.db.pool.query('select author, seq::int, payload from fact where organization_id = $1 and device = $2 and seq = $3', [tenant.id, device, seq]);
  const [row] = await waiting({ settled: true });
  expect(rows).toEqual([{ author: (row as unknown as { author: string }).author, seq, payload: { counter: 'passedBy', count: 7 } }]);
  expect(row).toMatchObject({ device, seq, settled: { as: 'released', note: '问过小林' } });
  expect(await planner.mutate('quarantine.dismiss', { device, seq, note: '来晚了' })).toMatchObject({ status: 409, reason: 'conflict' });
});

it('says at the desk and to its author what counts of a mended entry, and to nobody else', async () => {
  const { phone, visitor, held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const { held: asSent } = await phoneWith({ scope: 'site:xh' });
  const before = await planner.query<object>('quarantine.one', { device, seq });
  expect(before.data).not.toHaveProperty('counted');
  await planner.mutate('quarantine.release', { device, seq, payload: { counter: 'passedBy', count: 7 } });
  await planner.mutate('quarantine.release', { device: asSent.device, seq: asSent.seq });
  expect((await planner.query('quarantine.one', { device, seq })).data).toMatchObject({
    counted: { payload: { counter: 'passedBy', count: 7 } }, written: { payload: { counter: 'passedBy', count: 'many' } },
  });
  expect((await planner.query<object>('quarantine.one', { device: asSent.device, seq: asSent.seq })).data).not.toHaveProperty('counted');
  const [stored] = await phone.outbox.recent(1);
  const facts = [stored?.fact.id];
  expect((await visitor.query('quarantine.counted', { facts })).data).toEqual([{ id: stored?.fact.id, version: 1, payload: { counter: 'passedBy', count: 7 } }]);
  expect((await planner.query('quarantine.counted', { facts })).data).toEqual([]);
});

it('lets the desk vouch for a place where the author had no right', async () => {
  const before = await counted('xh');
  const { phone, held: { device, seq, reason } } = await phoneWith({ scope: 'site:xh' });
  expect(reason).toBe('not-allowed');
  expect((await planner.mutate('quarantine.release', { device, seq })).data).toMatchObject({ state: 'applied' });
  expect(await counted('xh')).toBe(before + 1);
  expect(await stateOn(phone, seq)).toMatchObject({ state: 'applied', settled: { as: 'released' } });
});

it('lets nobody say more by mending another\'s entry than they may say themselves', async () => {
  const admin = await signInAs(app, tenant, 'admin');
  const now = app.clock.now();
  const device = newId(now);
  const grant = { membership: 'm-1', person: 'somebody', scope: 'desk', role: 'admin', from: now };
  const fact = {
    id: newId(now), seq: 1, name: 'membership-granted', version: 1, scope: 'desk', subjects: ['membership:m-1', 'person:somebody'], at: now, offset: 0, mono: 1,
    stamp: encodeStamp({ ms: now, counter: 1, device }), payload: { ...grant, from: 'now' },
  };
  await admin.mutate('sync.push', { protocol: 1, device, app: 'test', clientNow: now, firstSeq: 1, facts: [fact] });
  const mended = { device, seq: 1, payload: grant };
  expect((await planner.mutate('quarantine.release', mended)).data).toEqual({ state: 'quarantined', reason: 'not-allowed' });
  expect((await admin.mutate('quarantine.release', mended)).data).toMatchObject({ state: 'applied' });
});

it('leaves out what was dismissed, says why on the phone, and writes down who did it', async () => {
  const { phone, held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 0.5 } });
  expect(await planner.mutate('quarantine.dismiss', { device, seq, note: ' ' })).toMatchObject({ status: 400, reason: 'invalid-input' });
  for (const _ of [1, 2]) expect((await planner.mutate('quarantine.dismiss', { device, seq, note: '试机时误按' })).status).toBe(200);
  await eventually(() => stateOn(phone, seq), (shown) => shown?.settled?.as === 'dismissed');
  expect((await phone.outbox.recent(1))[0]).toMatchObject({ state: 'quarantined', reason: 'dismissed', settled: { as: 'dismissed', note: '试机时误按' } });
  expect(await planner.mutate('quarantine.release', { device, seq })).toMatchObject({ status: 409, reason: 'conflict' });
  const admin = await signInAs(app, tenant, 'admin');
  const audit = await admin.query<{ action: string; target: string; detail: { note?: string } }[]>('admin.audit', {});
  expect(audit.data.filter(({ target }) => target === `${device}/${seq}`)).toMatchObject([{ action: 'quarantine-dismissed', detail: { note: '试机时误按', reason: 'invalid' } }]);
});

it('is settled by one of two who do so at the same moment', async () => {
  for (let time = 0; time < 5; time += 1) {
    const { held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
    const [released, dismissed] = await Promise.all([
      planner.mutate('quarantine.release', { device, seq, payload: { counter: 'passedBy', count: 7 } }),
      planner.mutate('quarantine.dismiss', { device, seq, note: '不算' }),
    ]);
    const { rows } = await app.db.pool.query<{ settled: string; places: number }>(
      'select settled, (select count(*)::int from fact where fact.device = held.device and fact.seq = held.seq) as places from quarantine held where device = $1 and seq = $2',
      [device, seq],
    );
    expect(rows).toEqual([rows[0]?.settled === 'released' ? { settled: 'released', places: 1 } : { settled: 'dismissed', places: 0 }]);
    expect(rows[0]?.settled === 'released' ? dismissed : released).toMatchObject({ status: 409, reason: 'conflict' });
    expect(rows[0]?.settled === 'released' ? released : dismissed).toMatchObject({ status: 200 });
  }
});

it.each(['release', 'dismiss'] as const)('tells whoever comes second that somebody was faster: %s goes first', async (first) => {
  const { held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  const settle = {
    release: () => planner.mutate<object>('quarantine.release', { device, seq, payload: { counter: 'passedBy', count: 7 } }),
    dismiss: () => planner.mutate<object>('quarantine.dismiss', { device, seq, note: '不算' }),
  };
  const ours = await app.db.pool.connect();
  try {
    // Both have read it as open, and stand in this order behind a lock on it.
    await ours.query('begin');
    await ours.query('select 1 from quarantine where device = $1 and seq = $2 for update', [device, seq]);
    const isFaster = settle[first]();
    await waitsForLock(1);
    const isSlower = settle[first === 'release' ? 'dismiss' : 'release']();
    const isSecondToDoSo = settle[first]();
    await waitsForLock(3);
    await ours.query('commit');
    expect(await isFaster).toMatchObject({ status: 200 });
    expect(await isSlower).toMatchObject({ status: 409, reason: 'conflict' });
    expect(await isSecondToDoSo).toMatchObject({ status: 200, data: first === 'release' ? { state: 'duplicate' } : { done: true } });
  } finally {
    ours.release(true);
  }

  async function waitsForLock(count: number): Promise<void> {
    const sql = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await eventually(async () => (await app.db.pool.query<{ n: number }>(sql)).rows[0]?.n, (n) => (n ?? 0) >= count);
  }
});

it('keeps a fact that the server still fails at, and answers instead of failing', async () => {
  const { held: { device, seq } } = await phoneWith({ payload: { counter: 'passedBy', count: 'many' } });
  await app.db.pool.query(`create function fail_at_77() returns trigger language plpgsql as $$ begin
    if (new.payload->>'count')::int = 77 then raise exception 'cannot' using errcode = 'XX000'; end if; return new; end $$`);
  await app.db.pool.query('create trigger fail_at_77 before insert on fact for each row execute function fail_at_77()');
  const { status, data } = await planner.mutate('quarantine.release', { device, seq, payload: { counter: 'passedBy', count: 77 } });
  expect({ status, data }).toEqual({ status: 200, data: { state: 'quarantined', reason: 'parked' } });
  expect(await waiting()).toContainEqual(expect.objectContaining({ device, seq }));
});
