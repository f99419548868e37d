import { defineFact } from '@fieldloop/domain/define-fact';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { createLedger } from '@fieldloop/sync/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ledgerDomain } from '../../../apps/server/src/ledger/open-ledger.ts';
import { postgresLedgerStore } from '../../../apps/server/src/ledger/postgres-ledger-store.ts';
import { rereadQuarantine } from '../../../apps/server/src/ledger/reread-quarantine.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';
import { openPhone, phoneDomain, tap, type Phone } from './phone.ts';

// The release after this one: one more fact, and taps that say how sure they are.
const counted = floorFacts.get('people-counted');
if (!counted) throw new Error('no fact people-counted');
const nextTap = {
  ...counted, version: 2, payload: z.object({ counter: z.enum(['passedBy', 'entered']), count: z.int(), sure: z.boolean() }),
  upcast: (payload: unknown) => ({ ...(payload as object), sure: true }),
} as unknown as typeof counted;
const weatherNoted = defineFact({
  name: 'weather-noted', version: 1, home: 'site', payload: z.object({ rain: z.boolean() }), allowed: () => true, counts: () => [{ counter: 'exited', n: 1 }], sample: { rain: true },
});
const newer = [['people-counted', nextTap], ['weather-noted', weatherNoted]] as const;
const newerDomain = { ...phoneDomain, facts: new Map([...floorFacts, ...newer]) } as typeof phoneDomain;

let app: TestApp;
let tenant: Organization;
let visitor: Visitor;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  tenant = await addTenant(app, 'Versions');
  visitor = await joinAs(app, tenant, 'operator');
});
afterAll(() => app.stop());

const outcomes = async ({ outbox }: Phone) => (await outbox.recent(20)).toReversed().map(({ state, reason }) => reason ?? state);
const totals = async () =>
  Object.fromEntries((await app.db.pool.query<{ counter: string; n: number }>('select counter, sum(n)::int as n from tally where organization_id = $1 group by 1', [tenant.id])).rows.map(({ counter, n }) => [counter, n]));

describe('a new app with an old server', () => {
  it('has its facts kept, unread, and applied by themselves once the server is updated', async () => {
    const phone = openPhone(visitor, { domain: newerDomain });
    await phone.engine.write({ name: 'people-counted', version: 2, scope: 'site:ja', payload: { counter: 'entered', count: 5, sure: false } });
    await phone.engine.write({ name: 'weather-noted', version: 1, scope: 'site:ja', payload: { rain: true } });
    await phone.engine.write(tap('ja', 2));
    await phone.engine.flush();
    expect(await outcomes(phone)).toEqual(['newer-version', 'unknown-fact', 'applied']);
    expect(await totals()).toEqual({ passedBy: 2 });

    const updated = createLedger(
      { ...ledgerDomain, facts: new Map([...deskFacts, ...newer]) as typeof ledgerDomain.facts },
      { store: postgresLedgerStore(app.db.pool), now: app.clock.now, announce: app.live.publish, foldThrew: () => undefined },
    );
    expect(await rereadQuarantine(updated, app.db)).toBe(2);
    expect(await rereadQuarantine(updated, app.db)).toBe(0);
    expect(await totals()).toEqual({ entered: 5, passedBy: 2, exited: 1 });
    await phone.engine.flush();
    expect(await outcomes(phone)).toEqual(['applied', 'applied', 'applied']);
  });

  it('is spoken to in the older server\'s words: what that does not know of a frame it leaves aside', async () => {
    const device = '0197e000-0000-7000-8000-00000000000b';
    const pushed = await visitor.mutate('sync.push', { protocol: 99, device, app: 'later', clientNow: Date.now(), firstSeq: 1, facts: [], colour: 'blue' });
    const pulled = await visitor.mutate('sync.pull', { protocol: 99, device, cursors: {}, colour: 'blue' });
    expect([pushed.status, pulled.status]).toEqual([200, 200]);
  });
});

describe('an old app with a new server', () => {
  it('is told to update only when it reads; what it wrote is taken', async () => {
    const strict = createLedger(ledgerDomain, {
      store: postgresLedgerStore(app.db.pool), now: app.clock.now, announce: () => undefined, foldThrew: () => undefined, oldestPull: 2,
    });
    const caller = { organization: tenant.id, actor: { kind: 'person', person: 'x', device: '', memberships: [{ scope: 'site:ja', role: 'operator', from: 0 }] } } as const;
    const frame = { protocol: 1, device: 'old-phone', app: 'old', clientNow: app.clock.now(), firstSeq: 1, facts: [] };
    expect(await strict.push(caller, frame)).toMatchObject({ lastSeq: 0 });
    await expect(strict.pull(caller, { protocol: 1, device: 'old-phone', cursors: {} })).rejects.toMatchObject({ reason: 'too-old' });
    expect(await strict.pull(caller, { protocol: 2, device: 'old-phone', cursors: {} })).toMatchObject({ remove: [] });
  });
});

describe('the desk', () => {
  it('mends one fact and leaves another out, and the phone hears of both', async () => {
    const loose = { ...phoneDomain, facts: new Map([...floorFacts, ['people-counted', { ...counted, payload: z.any() }]]) } as unknown as typeof phoneDomain;
    const phone = openPhone(visitor, { domain: loose });
    await phone.engine.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { counter: 'entered', count: 'eleven' } });
    await phone.engine.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { counter: 'nobody', count: 1 } });
    await phone.engine.flush();
    expect(await outcomes(phone)).toEqual(['invalid', 'invalid']);

    const planner = await signInAs(app, tenant, 'planner');
    const listed = await planner.query<{ device: string; seq: number }[]>('quarantine.list');
    expect(listed.data).toMatchObject([
      { seq: 2, reason: 'invalid', name: 'people-counted', scope: 'site:ja' }, { seq: 1, reason: 'invalid' },
    ]);
    const [second, first] = listed.data.map(({ device, seq }) => ({ device, seq }));
    expect((await planner.mutate('quarantine.release', first)).data).toEqual({ state: 'quarantined', reason: 'invalid' });
    expect((await planner.mutate('quarantine.release', { ...first, payload: { counter: 'entered', count: 11 }, note: 'asked' })).data).toEqual({ state: 'applied' });
    expect((await planner.mutate('quarantine.dismiss', { ...second, note: 'a test' })).data).toEqual({ done: true });
    expect((await planner.query('quarantine.list')).data).toEqual([]);
    expect((await planner.query('quarantine.list', { settled: true })).data).toMatchObject([
      { seq: 2, settled: { as: 'dismissed', note: 'a test' } }, { seq: 1, settled: { as: 'released', note: 'asked' } },
    ]);
    expect(await totals()).toEqual({ entered: 11 });
    await phone.engine.flush();
    expect(await outcomes(phone)).toEqual(['applied', 'dismissed']);
  });
});
