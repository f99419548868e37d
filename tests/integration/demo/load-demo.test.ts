import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import type { Alert } from '@fieldloop/domain/records/alert';
import type { Item } from '@fieldloop/domain/records/item';
import type { Loop } from '@fieldloop/domain/records/loop';
import type { Receipt } from '@fieldloop/domain/records/receipt';
import { createApp, type App } from '../../../apps/server/src/app.ts';
import type { Now } from '../../../apps/server/src/api/schemas/insight-now.ts';
import { readNow } from '../../../apps/server/src/insight/now.ts';
import { organizations } from '../../../apps/server/src/people/organizations.ts';
import type { Effect } from '../../../apps/server/src/api/schemas/insight-effect.ts';
import type { LoopInsight } from '../../../apps/server/src/api/schemas/insight-loop.ts';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { playDemo } from '../../../apps/server/src/demo/load-demo.ts';
import { dateOf, dayAt, instantOf, testCalendar } from '../../../apps/server/src/demo/story/calendar.ts';
import { frozenDays } from '../../../apps/server/src/demo/story/frozen-days.ts';
import { frozenSessions } from '../../../apps/server/src/demo/story/live-room.ts';
import { entryRateRule } from '../../../apps/server/src/demo/story/rules.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';
import { Visitor } from '../visitor.ts';

const at = (day: number, time: string) => instantOf(testCalendar, day, time);
const clock = manualClock(at(-29, '09:00'));
const folder = mkdtempSync(join(tmpdir(), 'fieldloop-demo-'));
let database: TestDatabase;
let app: App;
let organization: string;
let desk: Visitor;
/** What the desk showed on day 27 at half past two. */
let now: Now | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  app = await createApp({
    env: readEnv({ PORT: '0' }), databaseUrl: database.url, clock, log: pino({ level: 'silent' }),
    data: { path: folder, blobs: join(folder, 'blobs'), secrets: { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') } },
  });
  const watch = async (instant: number) => {
    if (instant !== at(27, '14:30:20')) return;
    const [only] = await organizations(app.db);
    if (only) now = await readNow({ pool: app.db.pool, organization: only.id, actor: await app.people.actor(only.id, 'zhou-ning'), now: at(27, '14:30') }, ['ja']);
  };
  organization = (await playDemo(app, clock, { calendar: testCalendar, watch, progress: () => {} })).id;
  desk = new Visitor(await app.listen());
  await desk.mutate('people.signInByLink', { token: await app.ground.auth.oneTimeToken('planner@fieldloop.example') });
}, 300_000);

afterAll(async () => {
  await app?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function recordsOf<Data>(kind: string, scope: string): Promise<Data[]> {
  const { rows } = await app.db.pool.query<{ data: Data }>(
    'SELECT data FROM record WHERE organization_id = $1 AND scope = $2 AND kind = $3', [organization, scope, kind]);
  return rows.map(({ data }) => data);
}

async function ask<Data>(procedure: string, input: object): Promise<Data> {
  const { data, status, reason } = await desk.query<Data>(procedure, input);
  expect({ status, reason }).toEqual({ status: 200, reason: undefined });
  return data;
}

interface Totals {
  readonly days: readonly { readonly day: string; readonly counters: readonly { readonly counter: string; readonly n: number; readonly amountMinor: number }[] }[];
}

describe('the desk after the demo', () => {
  it('shows every day of the pop-up to the unit', async () => {
    const { days } = await ask<Totals>('insight.totals', { site: 'ja', from: at(1, '00:00'), to: at(29, '00:00') });
    const of = (day: number, counter: string) => days.find((each) => each.day === dateOf(testCalendar, day))?.counters.find((each) => each.counter === counter);
    for (const { day, weather: _weather, events: _events, ...frozen } of frozenDays) {
      const n = (counter: string) => of(day, counter)?.n ?? 0;
      expect({
        passers: n('passedBy') + n('entered'), entered: n('entered'), triedOn: n('triedOn'), receipts: n('receipt'), units: n('unit'),
        sales: (of(day, 'receipt')?.amountMinor ?? 0) / 100, contacts: n('contact'),
      }, `day ${day}`).toEqual(frozen);
    }
  });

  it('shows every live session to the unit', async () => {
    const { days } = await ask<Totals>('insight.totals', { site: 'lv', from: at(1, '00:00'), to: at(29, '00:00') });
    for (const { day, exposure, viewer, impression, click, order, follow, contact, gmv, refunds, refunded } of frozenSessions) {
      const found = days.find((each) => each.day === dateOf(testCalendar, day))?.counters ?? [];
      const of = (counter: string) => found.find((each) => each.counter === counter);
      expect(['exposure', 'viewer', 'impression', 'click', 'order', 'follow', 'contact', 'liveRefund'].map((counter) => of(counter)?.n))
        .toEqual([exposure, viewer, impression, click, order, follow, contact, refunds]);
      expect([of('order')?.amountMinor, of('liveRefund')?.amountMinor]).toEqual([gmv * 100, refunded * 100]);
    }
  });

  it('has every fact of the story in the ledger, applied, and nothing in quarantine', async () => {
    const { rows } = await app.db.pool.query<{ state: string }>('SELECT DISTINCT state FROM fact WHERE organization_id = $1', [organization]);
    expect(rows).toEqual([{ state: 'applied' }]);
    const quarantine = await app.db.pool.query('SELECT 1 FROM quarantine WHERE organization_id = $1', [organization]);
    expect(quarantine.rowCount).toBe(0);
  });
});

describe('the desk on day 27 at 14:30', () => {
  const tile = (metric: string) => now?.sites[0]?.tiles.find((each) => each.metric === metric);

  it('has the numbers of that moment, each beside its target', () => {
    expect(tile('entry-rate')).toMatchObject({ numerator: 402, denominator: 1_102, target: 0.35, state: 'near' });
    expect([tile('entry-rate')?.low, tile('entry-rate')?.high].map((each) => Math.round((each ?? 0) * 1_000) / 10)).toEqual([33.7, 39.4]);
    expect(tile('conversion')).toMatchObject({ numerator: 40, denominator: 402, target: 0.08, state: 'near' });
    expect([tile('conversion')?.low, tile('conversion')?.high].map((each) => Math.round((each ?? 0) * 1_000) / 10)).toEqual([7.4, 13.3]);
    expect(tile('sales')).toMatchObject({ amountMinor: 1_215_300, target: 3_800_000 });
  });

  it('has heard from every phone on shift', () => {
    expect(now?.sites[0]).toMatchObject({ judgedUpTo: at(27, '14:30'), openNow: true });
    expect(now?.sites[0]?.devices.map(({ unsynced }) => unsynced)).toEqual(['no', 'no', 'no', 'no']);
  });
});

describe('what the rules found by themselves', () => {
  it('rings on day 12 at 11:45 with 17 of 152, and clears on day 15', async () => {
    const alerts = (await recordsOf<Alert>('alert', 'site:ja')).filter(({ rule }) => rule === 'rule-entry-rate');
    expect(alerts).toHaveLength(1);
    const [alert] = alerts;
    expect(alert).toMatchObject({ firedAt: at(12, '11:45'), state: 'cleared', clearedWhy: 'recovered', loop: 'loop-18', acknowledged: { by: 'zhou-ning', at: at(12, '11:51') } });
    expect(alert?.evidence).toMatchObject({ numerator: 17, denominator: 152 });
    expect(alert?.evidence.low).toBeCloseTo(0.071, 3);
    expect(alert?.evidence.high).toBeCloseTo(0.172, 3);
    expect(dayAt(testCalendar, alert?.clearedAt ?? 0)).toBe(15);
  });

  it('would have rung on 11 of 11 days when it was set', async () => {
    const { rule: _rule, ...draft } = entryRateRule(testCalendar);
    const preview = await ask<{ firedDays: number; days: number }>('alerts.preview', { rule: draft, from: at(1, '00:00'), to: at(12, '00:00') });
    expect(preview).toMatchObject({ firedDays: 11, days: 11 });
  });

  it('finds the white shirt on day 27 and the price complaints on day 20, and no such thing on other days', async () => {
    const found = (await recordsOf<Alert>('alert', 'site:ja')).filter(({ rule }) => rule === 'rule-size-missing' || rule === 'rule-complaints');
    expect(found.map(({ rule, evidence, firedAt }) => [rule, evidence.detail, dayAt(testCalendar, firedAt)]).sort()).toEqual([
      ['rule-complaints', 'price', 20], ['rule-size-missing', 'YL-S01-白/M', 27],
    ]);
  });
});

describe('the loop', () => {
  it('has its legs at their minutes, and nine signals', async () => {
    const { legs } = await ask<LoopInsight>('insight.loop', { loop: 'loop-18' });
    expect(legs).toMatchObject({
      decidedAt: at(12, '13:20'), publishedAt: at(13, '18:40'), inForceAt: at(15, '10:00'), firstReadAt: at(13, '18:52'), closedAt: at(28, '22:40'),
    });
    const [loop] = (await recordsOf<Loop>('loop', 'desk')).filter(({ id }) => id === 'loop-18');
    expect(loop?.signals.map(({ id }) => id).slice(1)).toEqual(['issue-1', 'issue-2', 'issue-3', 'issue-4', 'content-a', 'content-b', 'content-c', 'issue-8']);
  });

  it('knows who read the revision when, and when that was known', async () => {
    const receipts = (await recordsOf<Receipt>('receipt', 'site:ja')).filter(({ revision }) => revision === 'commute@2');
    const of = (who: string) => receipts.find(({ person }) => person === who);
    expect(of('wang-shan')?.readAt).toBe(at(13, '18:52'));
    expect(of('wu-tong')).toMatchObject({ readAt: at(15, '09:31'), knownAt: at(15, '10:22') });
    expect(of('chen-xiaoyu')).toMatchObject({ deliveredAt: at(15, '11:47'), readAt: at(15, '11:49') });
    const six = ['wang-shan', 'lin-xiao', 'he-jia', 'wu-tong', 'sun-yue', 'chen-xiaoyu'].map(of);
    expect(six.filter((receipt) => (receipt?.deliveredAt ?? Infinity) < at(15, '10:00'))).toHaveLength(5);
  });

  it('keeps apart what was in force and what was in hand', async () => {
    const { rows } = await app.db.pool.query<{ n: number; first: number; last: number }>(
      `SELECT sum(n)::int AS n, min(start)::float8 AS first, max(start)::float8 AS last FROM tally
       WHERE organization_id = $1 AND site = 'ja' AND in_force = 'commute@2' AND in_hand = 'commute@1'`, [organization]);
    expect(rows[0]?.n).toBeGreaterThan(0);
    expect(Number(rows[0]?.first)).toBeGreaterThanOrEqual(at(15, '10:00'));
    expect(Number(rows[0]?.last)).toBeLessThan(at(15, '11:47'));
  });

  it('tells the phones what became of what they reported', async () => {
    const items = await recordsOf<Item>('item', 'site:ja');
    expect(items.find(({ id }) => id === 'content-a')).toMatchObject({ status: { value: 'adopted' }, adoptedInto: { revision: 'commute@2', step: 'crease-test' }, loop: { id: 'loop-18' } });
    expect(items.find(({ id }) => id === 'issue-1')).toMatchObject({ loop: { id: 'loop-18' }, assignee: { value: 'zhou-ning' } });
    expect(await recordsOf<Loop>('loop', 'site:ja')).toContainEqual(expect.objectContaining({ id: 'loop-18', status: expect.objectContaining({ value: 'closed' }) }));
  });

  it('raised the entry rate by 26 points and conversion to 3.2 times, with their intervals', async () => {
    const effectOf = (metric: string) => ask<Effect>('insight.effect', { revision: 'commute@2', site: 'ja', metric });
    const points = (interval: { point: number; low: number; high: number } | undefined) => interval && [interval.point, interval.low, interval.high].map((each) => each * 100);
    const entry = await effectOf('entry-rate');
    expect(entry).toMatchObject({ grade: 'C', before: { successes: 3_819, n: 31_817 }, after: { successes: 12_061, n: 31_743 }, clusters: { before: 14, after: 14 } });
    const [point, low, high] = points(entry.difference) ?? [];
    expect(Math.abs((point ?? 0) - 26)).toBeLessThan(0.3);
    expect(Math.abs((low ?? 0) - 24.5)).toBeLessThan(0.3);
    expect(Math.abs((high ?? 0) - 27.5)).toBeLessThan(0.3);
    const conversion = await effectOf('conversion');
    const [more, least, most] = points(conversion.difference) ?? [];
    expect(Math.abs((more ?? 0) - 6.8)).toBeLessThan(0.3);
    expect(Math.abs((least ?? 0) - 6.0)).toBeLessThan(0.3);
    expect(Math.abs((most ?? 0) - 7.5)).toBeLessThan(0.3);
    expect(conversion.ratio?.point).toBeCloseTo(3.2, 1);
    expect(conversion.ratio?.low).toBeCloseTo(2.66, 1);
    expect(conversion.ratio?.high).toBeCloseTo(3.85, 1);
  });

  it('carried out the procedure as told', async () => {
    const { execution } = await ask<LoopInsight>('insight.loop', { loop: 'loop-18' });
    const of = (day: number) => execution.find((each) => each.site === 'ja' && each.day === dateOf(testCalendar, day));
    expect([15, 16, 17].map(of)).toMatchObject([{ done: 19, due: 34 }, { done: 29, due: 34 }, { done: 32, due: 34 }]);
  });
});
