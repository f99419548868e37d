import { randomUUID } from 'node:crypto';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { encodeStamp, type Outcome, type PullResponse } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';

const clock = manualClock(1_783_050_000_000);
let app: TestApp;
let tenant: Organization;

beforeAll(async () => {
  app = await startTestApp({ clock });
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
});

afterAll(() => app.stop());

/** Somebody's device that sends whatever it is told to, one fact at a time. */
function deviceOf(visitor: Visitor, device: string = randomUUID()) {
  let seq = 0;
  return {
    device,
    visitor,
    async write(name: string, scope: string, payload: unknown, more: object = {}) {
      seq += 1;
      const fact = {
        id: newId(clock.now()), seq, name, version: 1, scope, subjects: [], at: clock.now(), offset: 0, mono: seq,
        stamp: encodeStamp({ ms: clock.now(), counter: seq, device }), payload, ...more,
      };
      const { status, data } = await visitor.mutate<{ results: Outcome[] }>('sync.push', { protocol: 1, device, app: 'test', clientNow: clock.now(), firstSeq: seq, facts: [fact] });
      expect(status).toBe(200);
      const [result] = data.results;
      return { id: fact.id, outcome: [result?.state, result?.reason] };
    },
  };
}

const refused = ['quarantined', 'not-allowed'];
const me = async (visitor: Visitor) => (await visitor.query<{ person: { id: string } }>('people.me')).data.person.id;

describe('an operator', () => {
  it('raises no right of their own, whatever fact they send to whatever place', async () => {
    const { write, visitor } = deviceOf(await joinAs(app, tenant, 'operator', 'ja'));
    const person = await me(visitor);
    const grant = { membership: 'mine', person, scope: 'desk', role: 'admin', from: clock.now() - 1 };
    expect((await write('membership-granted', 'desk', grant)).outcome).toEqual(refused);
    expect((await write('membership-granted', 'desk', { ...grant, scope: 'site:ja', role: 'lead' })).outcome).toEqual(refused);
    expect((await write('membership-granted', 'site:ja', grant)).outcome).toEqual(['quarantined', 'wrong-scope']);
    for (const name of ['rule-set', 'site-set', 'plan-set', 'target-set', 'revision-published', 'loop-opened', 'loop-decided', 'check-asked', 'check-passed', 'membership-ended']) {
      expect((await write(name, 'desk', deskFacts.get(name)?.sample)).outcome, name).toEqual(refused);
    }
    for (const name of ['revision-put-in-force', 'alert-fired', 'alert-cleared', 'item-moved', 'item-assigned', 'item-withdrawn', 'day-marked', 'alert-acknowledged']) {
      expect((await write(name, 'site:ja', deskFacts.get(name)?.sample)).outcome, name).toEqual(refused);
    }
    expect((await visitor.query<{ memberships: unknown[] }>('people.me')).data.memberships).toHaveLength(1);
  });

  it('says their name where they work, not at other sites', async () => {
    const { write, visitor } = deviceOf(await joinAs(app, tenant, 'operator', 'ja'));
    const named = { person: await me(visitor), name: '林晓', sites: ['ja'] };
    expect((await write('person-named', 'desk', named)).outcome).toEqual(['applied', undefined]);
    expect((await write('person-named', 'desk', { ...named, sites: ['ja', 'xh'] })).outcome).toEqual(refused);
    expect((await write('person-named', 'desk', { ...named, sites: [] })).outcome).toEqual(refused);
    expect((await write('person-named', 'desk', { ...named, person: 'somebody-else' })).outcome).toEqual(refused);
  });

  it('writes no record that the devices of the site cannot read', async () => {
    const phone = deviceOf(await joinAs(app, tenant, 'operator', 'ja'));
    for (const revision of ['💥 x/y@1', '@1', 'commute@-5', `${'x'.repeat(70)}@1`, 'a\nb@1']) {
      const { outcome } = await phone.write('revision-delivered', 'site:ja', { revision, device: phone.device });
      expect(outcome).toEqual(['quarantined', 'invalid']);
    }
    expect((await phone.write('revision-delivered', 'site:ja', { revision: 'commute@2', device: phone.device })).outcome).toEqual(['applied', undefined]);
    // Page by page, so that every record of the site is once the last of its page.
    const other = await joinAs(app, tenant, 'operator', 'ja');
    let position: object | undefined;
    let rows = 0;
    for (let more = true; more;) {
      const request = { protocol: 1, device: randomUUID(), cursors: {}, limit: 1, snapshots: position ? { 'site:ja': position } : {} };
      const { status, data } = await other.mutate<PullResponse>('sync.pull', request);
      expect(status).toBe(200);
      const page = data.changes.find(({ scope }) => scope === 'site:ja');
      rows += page?.rows.length ?? 0;
      position = page?.snapshot;
      more = position !== undefined;
    }
    expect(rows).toBeGreaterThan(3);
  });

  it('learns nothing of what became of somebody else’s facts', async () => {
    const mine = deviceOf(await joinAs(app, tenant, 'operator', 'ja'));
    await mine.write('people-counted', 'site:ja', { counter: 'entered', count: 1 });
    const ask = (visitor: Visitor) =>
      visitor.mutate<PullResponse>('sync.pull', { protocol: 1, device: mine.device, cursors: {}, settled: 0, asks: [1] });
    expect((await ask(mine.visitor)).data.outcomes).toHaveLength(1);
    const other = await ask(await joinAs(app, tenant, 'operator', 'ja'));
    expect(other.data).toMatchObject({ outcomes: [], deviceLastSeq: 0 });
  });
});

describe('a correction', () => {
  const start = () => clock.now() - (clock.now() % 900_000);
  const lines = (from: number, to: number) => [{ counter: 'entered', from, to }];
  const counted = async (device: string) => {
    const { rows } = await app.db.pool.query<{ n: number }>(`select coalesce(sum(n), 0)::int as n from tally where organization_id = $1 and counter = 'entered' and in_hand = $2`, [tenant.id, `of-${device.slice(0, 8)}@1`]);
    return rows[0]?.n;
  };
  const corrector = async (role: 'operator' | 'lead' = 'operator') => {
    const { device, write } = deviceOf(await joinAs(app, tenant, role, 'ja'));
    const inHand = `of-${device.slice(0, 8)}@1`;
    const correct = async (target: object, from: number, to: number, at = clock.now(), counts = inHand) =>
      (await write('count-corrected', 'site:ja', { target, at, lines: lines(from, to), reason: 'mis-tap', inHand: counts })).outcome;
    return { device, inHand, correct, write, count: async (n: number) => (await write('people-counted', 'site:ja', { counter: 'entered', count: n }, { inHand })).id };
  };
  const applied = ['applied', undefined];
  const superseded = ['superseded', 'superseded'];

  it('of one’s own fact takes back what it counted, once, and nothing else', async () => {
    const { device, count, correct, inHand, write } = await corrector();
    const fact = await count(3);
    expect(await correct({ kind: 'fact', fact, device }, 1_000, 0)).toEqual(superseded);
    expect(await correct({ kind: 'fact', fact: randomUUID(), device }, 3, 0)).toEqual(superseded);
    expect(await correct({ kind: 'fact', fact, device }, 3, 1)).toEqual(applied);
    expect(await correct({ kind: 'fact', fact, device }, 3, 0)).toEqual(superseded);
    expect(await correct({ kind: 'fact', fact, device }, 1, 0)).toEqual(applied);
    expect(await counted(device)).toBe(0);
    const target = { kind: 'fact', fact: await count(3), device };
    const twice = { target, at: clock.now(), lines: [...lines(3, 0), ...lines(3, 0)], reason: 'mis-tap', inHand };
    expect((await write('count-corrected', 'site:ja', twice)).outcome).toEqual(superseded);
    const { id: raised } = await write('count-corrected', 'site:ja', { ...twice, lines: lines(3, 5) });
    expect(await correct({ kind: 'fact', fact: raised, device }, 2, 0)).toEqual(superseded);
    expect(await counted(device)).toBe(5);
  });

  it('of somebody else’s fact is not one’s own by calling it so', async () => {
    const mine = await corrector();
    const fact = await mine.count(3);
    const other = await corrector();
    expect(await other.correct({ kind: 'fact', fact, device: other.device }, 3, 0)).toEqual(refused);
    expect(await other.correct({ kind: 'fact', fact, device: mine.device }, 3, 0)).toEqual(refused);
    const lead = await corrector('lead');
    expect(await lead.correct({ kind: 'fact', fact, device: mine.device }, 3, 2, clock.now(), mine.inHand)).toEqual(applied);
    expect(await counted(mine.device)).toBe(2);
  });

  it('of what one counted under another id of one’s device is one’s own, of what was not counted has no effect', async () => {
    const visitor = await joinAs(app, tenant, 'operator', 'ja');
    const [former, now] = [deviceOf(visitor), deviceOf(visitor)];
    const { id: fact } = await former.write('people-counted', 'site:ja', { counter: 'entered', count: 3 });
    const correct = async (target: object, from: number, to: number) =>
      (await now.write('count-corrected', 'site:ja', { target, at: clock.now(), lines: lines(from, to), reason: 'mis-tap' })).outcome;
    expect(await correct({ kind: 'fact', fact, device: now.device }, 3, 1)).toEqual(refused);
    expect(await correct({ kind: 'fact', fact, device: former.device }, 3, 1)).toEqual(applied);
    expect(await correct({ kind: 'bucket', start: start(), device: former.device }, 1, 0)).toEqual(applied);
    expect(await correct({ kind: 'bucket', start: start(), device: randomUUID() }, 0, 5)).toEqual(superseded);
  });

  it('of a quarter is one’s own whoever writes one’s device into a stamp, and somebody else’s whoever takes one’s former id', async () => {
    const [mine, other] = [await joinAs(app, tenant, 'operator', 'ja'), await joinAs(app, tenant, 'operator', 'ja')];
    // A ledger that was put back: what was counted under the former id came under the new one.
    const former = randomUUID();
    const stamped = (counter: number) => ({ stamp: encodeStamp({ ms: clock.now(), counter, device: former }) });
    const target = { kind: 'bucket', start: start(), device: former };
    const taking = (from: number, to: number) => ({ target, at: clock.now(), lines: lines(from, to), reason: 'mis-tap' });
    const now = deviceOf(mine);
    const { id: fact } = await now.write('people-counted', 'site:ja', { counter: 'entered', count: 3 }, stamped(1));
    const forger = deviceOf(other);
    await forger.write('people-counted', 'site:ja', { counter: 'entered', count: 4 }, stamped(2));
    expect((await forger.write('count-corrected', 'site:ja', taking(7, 2), stamped(3))).outcome).toEqual(superseded);
    const taker = deviceOf(other, former);
    expect((await taker.write('count-corrected', 'site:ja', { ...taking(3, 0), target: { kind: 'fact', fact, device: former } })).outcome).toEqual(refused);
    expect((await taker.write('count-corrected', 'site:ja', taking(7, 2))).outcome).toEqual(superseded);
    expect((await now.write('count-corrected', 'site:ja', taking(3, 1))).outcome).toEqual(applied);
  });

  it('of a quarter takes what is there once, from whichever device and however late', async () => {
    const visitor = await joinAs(app, tenant, 'operator', 'ja');
    const [device, next] = [deviceOf(visitor), deviceOf(visitor)];
    await device.write('people-counted', 'site:ja', { counter: 'entered', count: 100 });
    const at = clock.now();
    const taking = (from: number, to: number, more: object[] = []) =>
      ({ target: { kind: 'bucket', start: start(), device: device.device }, at, lines: [...lines(from, to), ...more], reason: 'mis-tap' });
    const all = taking(100, 0);
    expect((await next.write('count-corrected', 'site:ja', taking(100, 0, [{ counter: 'passedBy', from: 0, to: 0 }]))).outcome).toEqual(superseded);
    expect((await next.write('count-corrected', 'site:ja', taking(100, 40))).outcome).toEqual(applied);
    expect((await next.write('count-corrected', 'site:ja', all)).outcome).toEqual(superseded);
    await clock.advance(16 * 60_000);
    expect((await device.write('count-corrected', 'site:ja', all)).outcome).toEqual(superseded);
    expect((await device.write('count-corrected', 'site:ja', { ...all, lines: lines(40, 0) })).outcome).toEqual(applied);
  });

  it('of a quarter takes no more away than its device counted there', async () => {
    const { device, count, correct } = await corrector();
    const target = { kind: 'bucket', start: start(), device };
    expect(await correct(target, 100_000, 0)).toEqual(superseded);
    await count(7);
    expect(await correct(target, 7, 2)).toEqual(applied);
    expect(await correct(target, 7, 2)).toEqual(superseded);
    expect(await correct(target, 2, 0, clock.now() - 86_400_000)).toEqual(superseded);
    expect(await correct(target, 2, 0)).toEqual(applied);
    expect(await counted(device)).toBe(0);
  });
});

describe('an operations manager', () => {
  it('staffs sites, but neither the desk nor a place that is none', async () => {
    const { write, visitor } = deviceOf(await signInAs(app, tenant, 'operations-manager'));
    const grant = { membership: 'new', person: await me(visitor), role: 'admin', from: clock.now() - 1 };
    expect((await write('membership-granted', 'desk', { ...grant, scope: 'desk' })).outcome).toEqual(refused);
    expect((await write('membership-granted', 'desk', { ...grant, scope: 'site:☃ x' })).outcome).toEqual(['quarantined', 'invalid']);
    expect((await write('membership-granted', 'desk', { ...grant, scope: 'site:ja', role: 'lead' })).outcome).toEqual(['applied', undefined]);
    expect((await visitor.query('admin.keys.list')).status).toBe(403);
  });

  it('ends or changes no grant at the desk by calling it one of a site', async () => {
    const admin = await signInAs(app, tenant, 'admin');
    const { write } = deviceOf(await signInAs(app, tenant, 'operations-manager'));
    const person = await me(admin);
    const membership = `${person}-admin`;
    expect((await write('membership-ended', 'desk', { membership, scope: 'site:ja', until: clock.now() })).outcome).toEqual(refused);
    expect((await write('membership-granted', 'desk', { membership, person, scope: 'site:ja', role: 'operator', from: clock.now() })).outcome).toEqual(refused);
    await clock.advance(1_000);
    expect((await admin.query('admin.keys.list')).status).toBe(200);
  });
});

describe('a planner', () => {
  it('sets no time zone that does not exist: every number of the site would fail', async () => {
    const { write } = deviceOf(await signInAs(app, tenant, 'planner'));
    const site = deskFacts.get('site-set')?.sample as object;
    expect((await write('site-set', 'desk', { ...site, site: 'n1', timeZone: 'Foo/Bar' })).outcome).toEqual(['quarantined', 'invalid']);
    expect((await write('site-set', 'desk', { ...site, site: 'n1' })).outcome).toEqual(['applied', undefined]);
  });
});

describe('an admin', () => {
  it('who makes one account twice at once gets it once, and is told so', async () => {
    const admin = await signInAs(app, tenant, 'admin');
    const account = { email: 'twice@example.org', password: 'a long enough password', name: 'x', role: 'planner' };
    const answers = await Promise.all([1, 2, 3].map(() => admin.mutate('people.createAccount', account)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});
