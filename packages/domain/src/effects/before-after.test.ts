import { describe, expect, it } from 'vitest';
import type { Tally } from '../facts/tally.ts';
import { metricOf } from '../metrics/catalogue.ts';
import { dayNumber, frozenDays, talliesOf, tallyOf } from '../testing/frozen-days.ts';
import { instantOf } from '../time/local-time.ts';
import { beforeAfter } from './before-after.ts';

const timeZone = 'Asia/Shanghai';
const demo = frozenDays.map((frozen, index) => ({
  number: index + 1,
  tallies: talliesOf(frozen, { inForce: index < 14 ? 'commute@1' : 'commute@2' }),
}));
const days = (from: number, to: number): Tally[] =>
  demo.filter(({ number }) => number >= from && number <= to).flatMap(({ tallies }) => tallies);
const effectOf = (metric: string, tallies: readonly Tally[], by?: 'inForce' | 'inHand') =>
  beforeAfter({ metric: metricOf(metric), revision: 'commute@2', tallies, timeZone, ...(by && { by }) });

/** Percentage points, as the demo states them with a tolerance of 0.3. */
function expectPoints(share: number | undefined, points: number): void {
  expect(Math.abs((share ?? Number.NaN) * 100 - points)).toBeLessThanOrEqual(0.3);
}

describe('the pop-up before and after its revision', () => {
  it('entry: +26.0 points (24.5–27.5), grade C', () => {
    const effect = effectOf('entry-rate', days(1, 28));
    expectPoints(effect.difference?.point, 26.0);
    expectPoints(effect.difference?.low, 24.5);
    expectPoints(effect.difference?.high, 27.5);
    expect(effect).toMatchObject({
      grade: 'C',
      method: 'mantel-haenszel-day-clusters',
      error: 'clustered',
      clusters: { before: 14, after: 14 },
      before: { n: 31_817, successes: 3_819, days: 14, from: dayNumber(1), to: dayNumber(14) },
      after: { n: 31_743, successes: 12_061, days: 14, from: dayNumber(15), to: dayNumber(28) },
      workedFromDay: 3,
      leftOut: 0,
      sentence: { key: 'effect-better', params: { perHundred: 26, grade: 'C', daysAfter: 14 } },
    });
  });

  it('the first three days alone: +20.2 points (16.2–24.2)', () => {
    const effect = effectOf('entry-rate', days(1, 17));
    expectPoints(effect.difference?.point, 20.2);
    expectPoints(effect.difference?.low, 16.2);
    expectPoints(effect.difference?.high, 24.2);
    expect(effect).toMatchObject({ grade: 'C', workedFromDay: 3 });
  });

  it('after the learning days: about +27.1 points (26.3–27.9)', () => {
    const effect = effectOf('entry-rate', [...days(1, 14), ...days(18, 28)]);
    expectPoints(effect.difference?.point, 27.1);
    expectPoints(effect.difference?.low, 26.3);
    expectPoints(effect.difference?.high, 27.9);
  });

  it('conversion: +6.8 points (6.0–7.5), 3.20 times (2.66–3.85)', () => {
    const effect = effectOf('conversion', days(1, 28));
    expectPoints(effect.difference?.point, 6.8);
    expectPoints(effect.difference?.low, 6.0);
    expectPoints(effect.difference?.high, 7.5);
    expect(effect.ratio?.point).toBeCloseTo(3.2, 2);
    expect(effect.ratio?.low).toBeCloseTo(2.66, 2);
    expect(effect.ratio?.high).toBeCloseTo(3.85, 2);
  });
});

describe('what a before and after can say', () => {
  it('two days in force give a direction and the days still needed', () => {
    const effect = effectOf('entry-rate', days(1, 16));
    expect(effect).toMatchObject({
      grade: 'D',
      lacking: 'days',
      method: 'none',
      clusters: { before: 14, after: 2 },
      sentence: { key: 'effect-directional', params: { daysNeeded: 1 } },
    });
    expect(effect).not.toHaveProperty('difference');
    expectPoints(effect.direction, 18.8);
  });

  it('a revision that is not in force yet has no effect', () => {
    expect(effectOf('entry-rate', days(1, 14))).toMatchObject({
      grade: 'D',
      lacking: 'not-in-force',
      after: { n: 0, days: 0 },
      sentence: { key: 'effect-not-in-force' },
    });
  });

  it('without anything before there is nothing to compare', () => {
    expect(effectOf('entry-rate', days(15, 28))).toMatchObject({
      grade: 'D',
      lacking: 'visitors',
      sentence: { key: 'effect-nothing-to-compare' },
    });
  });

  it('an interval that holds 0 is unclear, grade D, with the interval shown', () => {
    const same = days(1, 14).map((tally) => {
      const second = tally.start >= instantOf(dayNumber(8), 0, timeZone);
      return second ? { ...tally, inForce: 'commute@2', inHand: 'commute@2' } : tally;
    });
    const effect = effectOf('conversion', same);
    expect(effect).toMatchObject({ grade: 'D', sentence: { key: 'effect-unclear' } });
    expect(effect.difference?.low).toBeLessThan(0);
    expect(effect).not.toHaveProperty('workedFromDay');
  });

  it('by hand leaves out counts of people who did not have it yet', () => {
    const late = days(1, 28).map((tally) =>
      tally.start >= instantOf(dayNumber(15), 600, timeZone) && tally.start < instantOf(dayNumber(15), 660, timeZone)
        ? { ...tally, inHand: 'commute@1' }
        : tally,
    );
    const layout = effectOf('entry-rate', late, 'inForce');
    const script = effectOf('entry-rate', late, 'inHand');
    expect(layout.after.n).toBe(31_743);
    expect(script.after.n).toBeLessThan(31_743);
    expect(script.before.n).toBe(layout.before.n);
  });

  it('counts under a later revision belong to neither arm', () => {
    const later = days(1, 28).map((tally) =>
      tally.start >= instantOf(dayNumber(22), 0, timeZone) ? { ...tally, inForce: 'commute@3' } : tally,
    );
    expect(effectOf('entry-rate', later).after.days).toBe(7);
  });

  it('counts under an earlier revision after this one began belong to neither arm', () => {
    const rolledBack = days(1, 28).map((tally) =>
      tally.start >= instantOf(dayNumber(22), 0, timeZone) ? { ...tally, inForce: 'commute@1' } : tally,
    );
    const effect = effectOf('entry-rate', rolledBack);
    expect(effect.before.days).toBe(14);
    expect(effect.after.days).toBe(7);
  });

  it('a trial of a later revision before this one is no before', () => {
    const trial = days(1, 28).map((tally) =>
      tally.start < instantOf(dayNumber(3), 0, timeZone) ? { ...tally, inForce: 'commute@3' } : tally,
    );
    expect(effectOf('entry-rate', trial).before.days).toBe(12);
  });

  it('two sites with different rates are compared each with itself', () => {
    // The better site has many more people afterwards; neither changed.
    const cells = (site: string, share: number, number: number, people: number, inForce: string) => {
      const start = instantOf(dayNumber(number), 720, timeZone);
      return [
        tallyOf({ site, start, counter: 'entered', n: people * share, inForce }),
        tallyOf({ site, start, counter: 'passedBy', n: people * (1 - share), inForce }),
      ];
    };
    const both = [1, 2, 3, 8, 9, 10].flatMap((number) => [
      ...cells('ja', 0.1, number, 500, number < 8 ? 'commute@1' : 'commute@2'),
      ...cells('xh', 0.5, number, number < 8 ? 100 : 2_000, number < 8 ? 'commute@1' : 'commute@2'),
    ]);
    const effect = effectOf('entry-rate', both);
    expect(effect.difference?.point).toBeCloseTo(0, 12);
    expect(effect.clusters).toEqual({ before: 6, after: 6 });
    expect(effect.before.days).toBe(3);
  });

  it('an hour with a part larger than the whole is left out and counted', () => {
    const start = instantOf(dayNumber(3), 600, timeZone);
    const wrong = tallyOf({ start, counter: 'triedOn', n: 900, inForce: 'commute@1' });
    expect(effectOf('try-on-rate', [...days(1, 28), wrong])).toMatchObject({ leftOut: 1, grade: 'C' });
  });

  it('counts of before the plan had any revision are the before', () => {
    const unstamped = days(1, 28).map((tally) => (tally.inForce === 'commute@1' ? { ...tally, inForce: '' } : tally));
    expect(effectOf('entry-rate', unstamped).before.n).toBe(31_817);
  });

  it('a quarter with more bought than entered is left out and counted', () => {
    const start = instantOf(dayNumber(3), 600, timeZone);
    const wrong = tallyOf({ start, counter: 'receipt', n: 500, inForce: 'commute@1' });
    expect(effectOf('conversion', [...days(1, 28), wrong]).leftOut).toBe(1);
  });

  it('a make-up workday can be compared with workdays', () => {
    const weekend = [...days(6, 7), ...days(13, 14), ...days(15, 19)];
    expect(effectOf('entry-rate', weekend)).toMatchObject({ lacking: 'visitors' });
    const dayTypes = new Map([6, 7, 13, 14].map((number) => [dayNumber(number), 'weekday']));
    const effect = beforeAfter({ metric: metricOf('entry-rate'), revision: 'commute@2', tallies: weekend, timeZone, dayTypes });
    expect(effect.difference?.point).toBeGreaterThan(0.2);
  });

  it('fewer refunds are better, fewer visitors are worse', () => {
    const swap = (tally: Tally): Tally => ({
      ...tally,
      inForce: tally.inForce === 'commute@1' ? 'commute@2' : 'commute@1',
      start: tally.start + (tally.inForce === 'commute@1' ? 14 : -14) * 86_400_000,
    });
    expect(effectOf('entry-rate', days(1, 28).map(swap)).sentence.key).toBe('effect-worse');
    const asked = days(1, 28).map(swap).map((tally): Tally => (tally.counter === 'entered' ? { ...tally, counter: 'sizeMissing' } : { ...tally, counter: tally.counter === 'passedBy' ? 'triedOn' : 'contact' }));
    expect(effectOf('size-missing-rate', asked)).toMatchObject({ sentence: { key: 'effect-better' }, workedFromDay: 3 });
  });

  it('refuses money: it is not a share', () => {
    expect(() => effectOf('receipt-value', days(1, 28))).toThrow(RangeError);
  });
});
