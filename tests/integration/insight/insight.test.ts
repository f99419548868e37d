import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization } from '../../../apps/server/src/people/organizations.ts';
import type { Now } from '../../../apps/server/src/api/schemas/insight-now.ts';
import type { Effect } from '../../../apps/server/src/api/schemas/insight-effect.ts';
import type { LoopInsight } from '../../../apps/server/src/api/schemas/insight-loop.ts';
import type { PlanInsight } from '../../../apps/server/src/api/schemas/insight-plan.ts';
import type { AlertPreview } from '../../../apps/server/src/api/schemas/alerts.ts';
import { dayNumber, frozenDays, talliesOf } from '../../../packages/domain/src/testing/frozen-days.ts';
import { openPopUp, popUpOn, type PopUp } from '../alerts/pop-up.ts';
import { joinAs, signInAs } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';
import { countDays, dayAt, publishPlan } from './shop-history.ts';

let popUp: PopUp;
let planner: Visitor;

beforeAll(async () => {
  popUp = await openPopUp(dayAt(1, '08:00'));
  await publishPlan(popUp);
  await popUp.set('target-set', { target: 'kr-1', metric: 'entry-rate', sites: ['ja'], window: 'day', value: 0.25, from: dayAt(12, '00:00') });
  await popUp.set('target-set', { target: 'kr-1', metric: 'entry-rate', sites: ['ja'], window: 'day', value: 0.35, from: dayAt(25, '00:00') });
  await popUp.clock.moveTo(dayAt(27, '14:32'));
  await countDays(popUp, dayAt(27, '14:30'));
  planner = await signInAs(popUp.app, popUp.organization, 'planner');
}, 180_000);

afterAll(() => popUp.app.stop());

async function now(visitor = planner): Promise<Now> {
  const answer = await visitor.query<Now>('insight.now');
  expect(answer.status).toBe(200);
  return answer.data;
}

describe('totals', () => {
  it('equal what was counted, to the unit, by site-local day', async () => {
    const { data } = await planner.query<{ days: { day: string; counters: { counter: string; n: number; amountMinor: number }[] }[] }>('insight.totals', { site: 'ja' });
    expect(data.days).toHaveLength(27);
    for (const [index, frozen] of frozenDays.slice(0, 26).entries()) {
      const { day, counters = [] } = data.days[index] ?? {};
      const n = (counter: string) => counters.find((one) => one.counter === counter)?.n;
      expect(day).toBe(dayNumber(index + 1));
      expect([(n('passedBy') ?? 0) + (n('entered') ?? 0), n('entered'), n('triedOn'), n('receipt')]).toEqual([frozen.passers, frozen.entered, frozen.triedOn, frozen.receipts]);
      expect(counters.find(({ counter }) => counter === 'receipt')?.amountMinor).toBe(talliesOf(frozen, { inForce: '' }).reduce((sum, tally) => sum + tally.amountMinor, 0));
    }
  });
});

/** Passers-by of day 27 up to half past two. */
const passers = frozenDays
  .slice(26, 27)
  .flatMap((frozen) => talliesOf(frozen, { inForce: '' }))
  .filter(({ start, counter }) => start < dayAt(27, '14:30') && (counter === 'passedBy' || counter === 'entered'))
  .reduce((sum, { n }) => sum + n, 0);

describe('now', () => {
  it('shows the rate of the day with its interval, near its target of the day', async () => {
    const [site] = (await now()).sites;
    const tile = site?.tiles.find(({ metric }) => metric === 'entry-rate');
    expect(tile).toMatchObject({ numerator: 402, denominator: passers, n: passers, target: 0.35, state: 'near', formula: 1, sources: [{ method: 'full' }] });
    expect(tile?.low).toBeCloseTo(0.337, 3);
    expect(tile?.high).toBeCloseTo(0.393, 3);
    expect(tile?.comparison).toMatchObject({ label: 'same-day-type-and-hour', days: 3 });
    expect(site).toMatchObject({ openNow: true, inForce: 'commute@2', today: dayNumber(27), judgedUpTo: dayAt(27, '14:30') });
    expect(site?.tiles.find(({ metric }) => metric === 'footfall')).toMatchObject({ value: passers, state: 'no-target' });
  });

  it('ends where a phone on shift fell silent, and names the phone', async () => {
    await popUp.startShift('phone-1');
    await popUp.clock.moveTo(dayAt(27, '14:33'));
    expect((await now()).sites[0]).toMatchObject({ devices: [{ device: 'phone-1', unsynced: 'no' }], tiles: expect.arrayContaining([expect.objectContaining({ metric: 'footfall', freshness: { upTo: dayAt(27, '14:33'), lateDevices: 0 } })]) });
    await popUp.clock.moveTo(dayAt(27, '15:20'));
    await popUp.count('till-2', dayAt(27, '15:15'), 50, 100);
    const [site] = (await now()).sites;
    expect(site).toMatchObject({ judgedUpTo: dayAt(27, '14:30'), devices: [{ device: 'phone-1', unsynced: 'maybe', lastSyncAt: dayAt(27, '14:32') }] });
    expect(site?.tiles.find(({ metric }) => metric === 'entry-rate')).toMatchObject({ denominator: passers, flags: ['open'], freshness: { lateDevices: 1 } });
    await popUp.write('phone-1', [{ name: 'shift-ended', at: dayAt(27, '15:20'), payload: { shift: `shift-phone-1-${dayAt(27, '14:32')}` } }]);
    expect((await now()).sites[0]?.tiles.find(({ metric }) => metric === 'entry-rate')).toMatchObject({ denominator: passers + 100, flags: [] });
  });

  it('never adds two currencies up, and never fails for it', async () => {
    const before = (await now()).sites[0]?.tiles.find(({ metric }) => metric === 'sales');
    const sale = { sale: 'abroad-1', amountMinor: 9_900, currency: 'USD', units: 1, channel: 'store' };
    expect(await popUp.write('phone-3', [{ name: 'sale-recorded', at: popUp.clock.now(), payload: sale }])).toEqual(['applied']);
    const after = (await now()).sites[0]?.tiles;
    expect(after?.find(({ metric }) => metric === 'sales')).toMatchObject({ amountMinor: before?.amountMinor, currency: 'CNY' });
    expect(await planner.query('insight.series', { site: 'ja', metric: 'sales', from: dayAt(27, '00:00'), to: popUp.clock.now() + 1, step: 'day' })).toMatchObject({ status: 200 });
    expect((await planner.query<{ totals: { counter: string; currency: string; amountMinor: number }[] }>('insight.totals', { site: 'ja' })).data.totals).toContainEqual(
      expect.objectContaining({ counter: 'receipt', currency: 'USD', amountMinor: 9_900 }));
  });

  it('says when there are not enough people yet, and how many are missing', async () => {
    const other = popUpOn(popUp.app, popUp.clock, await addOrganization(popUp.app.db, 'small', popUp.clock.now()));
    await other.site('ja');
    await other.set('target-set', { target: 'kr-1', metric: 'entry-rate', sites: [], window: 'day', value: 0.25, from: dayAt(1, '00:00') });
    const visitor = await signInAs(popUp.app, other.organization, 'planner');
    await other.count('phone-1', dayAt(27, '15:15'), 2, 12);
    const [site] = (await now(visitor)).sites;
    const tile = site?.tiles.find(({ metric }) => metric === 'entry-rate');
    expect(tile).toMatchObject({ state: 'not-enough', n: 12, needed: 18, target: 0.25 });
    expect(site?.tiles.find(({ metric }) => metric === 'receipt-value')).not.toHaveProperty('value');
  });
});

describe('effect', () => {
  it('of the revision is 26 points with its clustered interval, for reference', async () => {
    const { data } = await planner.query<Effect>('insight.effect', { revision: 'commute@2', site: 'ja', metric: 'entry-rate' });
    expect(data).toMatchObject({ grade: 'C', method: 'mantel-haenszel-day-clusters', by: 'inForce', before: { days: 14, n: 31_817 }, after: { days: 13 }, workedFromDay: 3 });
    expect(data.difference?.point).toBeGreaterThan(0.255);
    expect(data.difference?.point).toBeLessThan(0.265);
    expect(data.difference?.low).toBeGreaterThan(0.24);
    expect(data.difference?.high).toBeLessThan(0.28);
  });

  it.each([
    [{ revision: 'commute@2', site: 'ja', metric: 'sales' }, 400, 'invalid-input'],
    [{ revision: 'commute@2', site: 'ja', metric: 'nonsense' }, 400, 'invalid-input'],
    [{ revision: 'nonsense', site: 'ja' }, 400, 'invalid-input'],
    [{ revision: 'commute@2', site: 'elsewhere' }, 404, 'not-found'],
  ])('refuses %j', async (input, status, reason) => {
    expect(await planner.query('insight.effect', input)).toMatchObject({ status, reason });
  });

  it('says that a revision is not in force', async () => {
    const { data } = await planner.query<Effect>('insight.effect', { revision: 'commute@9', site: 'ja' });
    expect(data).toMatchObject({ grade: 'D', lacking: 'not-in-force', after: { n: 0 } });
  });
});

describe('loop', () => {
  it('has its legs, the effect, and the days of execution', async () => {
    const { data } = await planner.query<LoopInsight>('insight.loop', { loop: 'loop-18' });
    expect(data.legs).toMatchObject({
      openedAt: dayAt(12, '12:00'), decidedAt: dayAt(12, '13:20'), publishedAt: dayAt(13, '18:40'), inForceAt: dayAt(15, '10:00'), effectKnownAt: dayAt(17, '22:00'),
    });
    expect(data.inForce).toMatchObject([{ site: 'ja', revision: 'commute@2' }]);
    expect(data.effects.map(({ metric }) => metric)).toEqual(['entry-rate', 'try-on-rate', 'conversion']);
    expect(data.execution.filter(({ revision }) => revision === 'commute@2')).toHaveLength(12);
    expect(data.execution[0]).toMatchObject({ day: dayNumber(1), revision: 'commute@1', done: 0, due: 12 });
  });

  it('counts a step that was done on time with its evidence, and a phone that has and read the revision', async () => {
    await popUp.write('phone-7', [
      { name: 'step-completed', at: dayAt(20, '10:30'), payload: { revision: 'commute@2', step: 'greeter', day: dayNumber(20), slot: '600', done: true, evidence: { yes: true } } },
      { name: 'step-completed', at: dayAt(20, '14:00'), payload: { revision: 'commute@2', step: 'greeter', day: dayNumber(20), slot: '660', done: true, evidence: { yes: true } } },
      { name: 'step-completed', at: dayAt(20, '12:30'), payload: { revision: 'commute@2', step: 'greeter', day: dayNumber(20), slot: '720', done: true } },
      { name: 'revision-delivered', at: dayAt(15, '09:00'), payload: { revision: 'commute@2', device: 'phone-7' } },
      { name: 'revision-acknowledged', at: dayAt(15, '09:31'), payload: { revision: 'commute@2', device: 'phone-7' } },
    ]);
    const { data } = await planner.query<LoopInsight>('insight.loop', { loop: 'loop-18' });
    expect(data.execution.find(({ day }) => day === dayNumber(20))).toMatchObject({ done: 1, due: 12 });
    expect(data.deliveries.find(({ device }) => device === 'phone-7')).toMatchObject({ readAt: dayAt(15, '09:31'), knownAt: expect.any(Number), inUseSince: expect.any(Number) });
    expect(data.legs.firstReadAt).toBe(dayAt(15, '09:31'));
  });
});

describe('plan', () => {
  it('adds up its funnel, days and hours, and marks its revisions with their effect', async () => {
    const { data } = await planner.query<PlanInsight>('insight.plan', { plan: 'commute', to: dayAt(27, '00:00') });
    const passers = frozenDays.slice(0, 26).reduce((sum, day) => sum + day.passers, 0);
    const entered = frozenDays.slice(0, 26).reduce((sum, day) => sum + day.entered, 0);
    expect(data.funnel.shop.slice(0, 2)).toMatchObject([{ step: 'footfall', n: passers }, { step: 'entered', n: entered, ofPrevious: { value: entered / passers } }]);
    expect(data.days).toHaveLength(26);
    expect(data.hours).toHaveLength(26 * 12);
    expect(data.heat).toHaveLength(12);
    expect(data.revisions).toMatchObject([{ revision: 'commute@1', inForceAt: dayAt(1, '10:00') }, { revision: 'commute@2', effect: { grade: 'C' } }]);
    expect(data.revisions[0]).not.toHaveProperty('effect');
  });
});

describe('series', () => {
  it('is by quarter, hour or day in the time zone of the site', async () => {
    const ask = (step: string) => planner.query<{ points: { key: string; numerator: number }[] }>('insight.series', { site: 'ja', metric: 'entry-rate', from: dayAt(26, '00:00'), to: dayAt(27, '00:00'), step });
    expect((await ask('day')).data.points).toMatchObject([{ key: dayNumber(26), numerator: 842, denominator: 2_142 }]);
    expect((await ask('hour')).data.points[0]?.key).toBe(`${dayNumber(26)}T10`);
    expect((await ask('quarter')).data.points).toHaveLength(48);
  });
});

describe('the preview of a rule', () => {
  const rule = {
    title: '进店率低于 20%', sites: ['ja'], effectiveFrom: dayAt(12, '10:00'), evaluations: 2, recoveryEvaluations: 2, keepFiringMinutes: 30,
    during: 'opening-hours', severity: 'attention', notify: [], enabled: true,
    condition: { kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22, window: { kind: 'rolling', minutes: 120 }, minimum: 100 },
  };
  it('would have fired on 11 of 11 days, and on none after the revision', async () => {
    expect((await planner.query<AlertPreview>('alerts.preview', { rule, to: dayAt(11, '17:30') })).data).toMatchObject({ days: 11, firedDays: 11, notEnoughDays: 0 });
    expect((await planner.query<AlertPreview>('alerts.preview', { rule, from: dayAt(16, '00:00') })).data).toMatchObject({ firedDays: 0 });
  });
  it('is refused for a metric that is no share and a site of others', async () => {
    expect(await planner.query('alerts.preview', { rule: { ...rule, condition: { ...rule.condition, metric: 'sales' } } })).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await planner.query('alerts.preview', { rule: { ...rule, sites: ['elsewhere'] } })).toMatchObject({ status: 404, reason: 'not-found' });
  });
});

describe('who may see', () => {
  it('another organization sees nothing of it', async () => {
    const stranger = await signInAs(popUp.app, await addOrganization(popUp.app.db, 'strangers', popUp.clock.now()), 'planner');
    expect((await now(stranger)).sites).toEqual([]);
    for (const [procedure, input] of [
      ['insight.totals', { site: 'ja' }], ['insight.plan', { plan: 'commute' }], ['insight.loop', { loop: 'loop-18' }],
      ['insight.effect', { revision: 'commute@2', site: 'ja' }],
      ['insight.series', { site: 'ja', metric: 'entry-rate', from: dayAt(26, '00:00'), to: dayAt(27, '00:00'), step: 'day' }],
    ] as const) {
      expect(await stranger.query(procedure, input), procedure).toMatchObject({ status: 404, reason: 'not-found' });
    }
  });

  it('an operator sees the own site and may not preview rules', async () => {
    await popUp.site('xh');
    const operator = await joinAs(popUp.app, popUp.organization, 'operator', 'ja');
    expect((await now(operator)).sites.map(({ id }) => id)).toEqual(['ja']);
    expect((await now()).sites.map(({ id }) => id)).toEqual(['ja', 'xh']);
    expect(await operator.query('insight.totals', { site: 'xh' })).toMatchObject({ status: 404 });
    expect(await operator.query('alerts.preview', { rule: {} })).toMatchObject({ status: 403 });
  });
});
