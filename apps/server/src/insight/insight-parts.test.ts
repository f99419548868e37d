import { metricOf } from '@fieldloop/domain/metrics';
import type { Shift } from '@fieldloop/domain/records/shift';
import type { Target } from '@fieldloop/domain/records/target';
import type { Tally } from '@fieldloop/domain/tally';
import { describe, expect, it } from 'vitest';
import { dayTypeOf, isWeekend, strata } from './day-types.ts';
import { floorAt, type FloorGround } from './floor-state.ts';
import { liveFunnel, shopFunnel } from './funnels.ts';
import { sampleFactorOf } from './sample-factor.ts';
import { stepKey } from './series.ts';
import { share, shopPoint } from './shop-point.ts';
import { targetFor } from './targets.ts';
import { tileOf } from './tile.ts';
import { comparisonOf, usualShare } from './usual-day.ts';

const tally = (given: Partial<Tally>): Tally => ({
  site: 'ja', start: 0, plan: '', inForce: '', inHand: '', counter: 'entered', zone: '', method: 'full', segment: '', detail: '', currency: '',
  n: 0, amountMinor: 0, minutes: 0, ...given,
});
const minute = 60_000;

describe('a target', () => {
  const target = (given: Partial<Target>): Target => ({
    id: 't', metric: 'entry-rate', sites: [], window: 'day', stamp: '',
    values: [{ value: 0.25, from: 100, setAt: 0, by: '', stamp: '' }, { value: 0.35, from: 200, setAt: 0, by: '', stamp: '' }], ...given,
  });
  const ask = { metric: 'entry-rate', site: 'ja', at: 150, weekend: false, unit: 'share' } as const;

  it('is the value that holds then', () => {
    expect([50, 150, 250].map((at) => targetFor([target({})], { ...ask, at }))).toEqual([undefined, 0.25, 0.35]);
  });
  it('of the site goes before the one for all, and a day type before every day', () => {
    const own = target({ sites: ['ja'], values: [{ value: 0.4, from: 0, setAt: 0, by: '', stamp: '' }] });
    const weekend = target({ sites: ['ja'], days: ['weekend'], values: [{ value: 0.5, from: 0, setAt: 0, by: '', stamp: '' }] });
    expect(targetFor([target({}), own, weekend], ask)).toBe(0.4);
    expect(targetFor([target({}), own, weekend], { ...ask, weekend: true })).toBe(0.5);
    expect(targetFor([target({}), own], { ...ask, site: 'xh' })).toBe(0.25);
  });
  it('of a week says nothing about a day, and money is compared by day alone', () => {
    expect(targetFor([target({ window: 'week' })], ask)).toBeUndefined();
    expect(targetFor([target({ window: 'plan' })], ask)).toBe(0.25);
    expect(targetFor([target({ window: 'plan' })], { ...ask, unit: 'money' })).toBeUndefined();
  });
});

describe('days', () => {
  const marked = new Map([['2026-07-03', 'holiday'], ['2026-07-04', 'make-up-workday'], ['2026-07-06', 'promotion']] as const);
  it('have the type that was marked, else that of their weekday', () => {
    expect(['2026-07-02', '2026-07-03', '2026-07-04', '2026-07-05', '2026-07-10'].map((day) => dayTypeOf(day, marked))).toEqual(['workday', 'holiday', 'make-up-workday', 'sunday', 'friday']);
    expect(isWeekend('2026-07-03', marked)).toBe(true);
    expect(isWeekend('2026-07-04', marked)).toBe(false);
  });
  it('are compared with their like', () => expect([...strata(marked)]).toEqual([['2026-07-03', 'weekend'], ['2026-07-04', 'weekday'], ['2026-07-06', 'promotion']]));
});

it('steps of time are local to the site, also where the clock is changed or the offset is a half hour', () => {
  expect(stepKey(Date.UTC(2026, 6, 17, 16, 15), 'Asia/Shanghai', 'quarter')).toBe('2026-07-18T00:15');
  expect(stepKey(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin', 'hour')).toBe('2026-10-25T02');
  expect(stepKey(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin', 'hour')).toBe('2026-10-25T02');
  expect(stepKey(Date.UTC(2026, 6, 17, 18, 30), 'Asia/Kolkata', 'day')).toBe('2026-07-18');
});

describe('a sampled site', () => {
  const site = { countRule: { method: 'sample', text: '', windows: [{ from: 0, until: 10 }, { from: 30, until: 40 }] } } as const;
  const counted = [
    tally({ site: 'xh', counter: 'entered', n: 20, method: 'sample' }), tally({ site: 'xh', counter: 'passedBy', n: 80, method: 'sample' }),
    tally({ site: 'xh', counter: 'receipt', n: 6, amountMinor: 60_000, currency: 'CNY' }),
  ];
  it('counts a third of the hour', () => expect(sampleFactorOf({ countRule: { ...site.countRule, windows: [...site.countRule.windows] } })).toBe(3));
  it('is multiplied for display; its rate is of what was counted, its conversion of the estimate and without an interval', () => {
    const point = shopPoint(counted, 0, '', () => 3);
    expect(point).toMatchObject({ entered: 60, passedBy: 240, receipts: 6, amountMinor: 60_000, entryRate: { numerator: 20, denominator: 100 }, conversion: { numerator: 6, denominator: 60, value: 0.1 } });
    expect(point.conversion).not.toHaveProperty('low');
    expect(point.entryRate.high).toBeGreaterThan(0.2);
    expect(shopFunnel(counted, () => 3)).toMatchObject([{ n: 300 }, { n: 60, ofPrevious: { value: 0.2 } }, { n: 0 }, { n: 6 }]);
  });
});

describe('funnels', () => {
  it('of a live room leave out what no platform gave, and begin anew with the exposures', () => {
    const live = [tally({ counter: 'reserved', n: 400 }), tally({ counter: 'exposure', n: 9_000 }), tally({ counter: 'viewer', n: 1_800 })];
    const steps = liveFunnel(live);
    expect(steps.map(({ step, ofPrevious }) => [step, ofPrevious?.value])).toEqual([['reserved', undefined], ['exposure', undefined], ['viewer', 0.2]]);
  });
  it('give no interval to a share that cannot be', () => {
    expect(share(5, 3)).toEqual({ numerator: 5, denominator: 3, value: 5 / 3 });
    expect(share(0, 0)).toEqual({ numerator: 0, denominator: 0 });
  });
});

describe('a tile of money', () => {
  const sale = (n: number, amountMinor: number) => tally({ counter: 'receipt', n, amountMinor, currency: 'CNY' });
  const usual = {
    days: [], upToNow: [{ ...sale(10, 300_000), span: 0 }, { ...sale(8, 240_000), span: 1 }],
    whole: [{ ...sale(30, 900_000), span: 0 }, { ...sale(30, 900_000), span: 1 }],
  };
  it('has its pace against the same type of day', () => {
    const metric = metricOf('sales');
    expect(usualShare(usual, metric, 'CNY')).toBeCloseTo(0.3);
    expect(comparisonOf(usual, metric, 1, 'CNY')).toEqual({ label: 'same-day-type-and-hour', value: 270_000, n: 540_000, days: 2 });
    const tile = tileOf({
      metric, tallies: [sale(40, 1_215_300)], target: 3_800_000, freshness: { upTo: 0, lateDevices: 1 }, currency: 'CNY', sampleFactor: 1,
      comparison: undefined, usual: 0.3, now: 0,
    });
    expect(tile).toMatchObject({ amountMinor: 1_215_300, n: 40, state: 'near', pace: { usual: 0.3, state: 'near' }, flags: ['open'], sources: [{ method: 'full', n: 40 }] });
    expect(tile.pace?.reached).toBeCloseTo(0.3198, 3);
  });
});

describe('a floor', () => {
  const shift = (device: string, startedAt: number, endedAt?: number): Shift => ({ id: `${device}-${startedAt}`, person: device, device, post: 'greeter', startedAt, endedAt });
  const ground = (shifts: readonly Shift[], heard: Record<string, number>): FloorGround => ({ shifts: new Map([['ja', shifts]]), heard: new Map(Object.entries(heard)) });
  const now = 40 * 60 * minute;

  it('is judged up to its slowest phone; a phone is silent after five minutes', () => {
    const floor = floorAt(ground([shift('a', now - 60 * minute), shift('b', now - 60 * minute)], { a: now - minute, b: now - 20 * minute }), 'ja', now);
    expect(floor.watermark.closedUpTo).toBe(now - 30 * minute);
    expect(floor.silent.map(({ shift: { device } }) => device)).toEqual(['b']);
    expect(floorAt(ground([shift('a', now - 60 * minute)], { a: now - 4 * minute }), 'ja', now).silent).toEqual([]);
  });
  it('forgets shifts that are over, and those that nobody ended', () => {
    const shifts = [shift('a', now - 3 * 3_600_000, now - minute), shift('b', now - 17 * 3_600_000)];
    expect(floorAt(ground(shifts, {}), 'ja', now)).toMatchObject({ phones: [], watermark: { late: 0, closedUpTo: now } });
  });
  it('counts a phone that was handed round once, for whoever has it now', () => {
    const shifts = [{ ...shift('a', now - 8 * 3_600_000), person: 'early' }, { ...shift('a', now - 3_600_000), person: 'late' }];
    expect(floorAt(ground(shifts, { a: now }), 'ja', now).phones.map((phone) => phone.shift.person)).toEqual(['late']);
  });
});
