import { describe, expect, it } from 'vitest';
import { visitorsUntilBelow, wilsonInterval } from '@fieldloop/statistics';
import type { Counter, Tally } from '../facts/tally.ts';
import { tallyOf } from '../testing/frozen-days.ts';
import { evidence, metricOf, paceOf } from './catalogue.ts';
import { loopTimes, medianLeg } from './loop-times.ts';

const quarter = 15 * 60_000;
const start = Date.UTC(2026, 6, 18, 2);
const of = (counts: Partial<Record<Counter, number>>, more: Partial<Tally> = {}): Tally[] =>
  (Object.entries(counts) as [Counter, number][]).map(([counter, n]) => tallyOf({ start, counter, n, ...more }));
const door = (entered: number, passers: number) => of({ entered, passedBy: passers - entered });
const entry = metricOf('entry-rate');

describe('a rate against its target', () => {
  it('is near while the interval holds the target', () => {
    const result = evidence(entry, door(402, 1_102), { target: 0.35 });
    expect(result).toMatchObject({ state: 'near', n: 1_102, method: 'wilson', numerator: 402, denominator: 1_102, flags: [] });
    expect(result.interval?.low).toBeCloseTo(0.337, 3);
    expect(result.interval?.high).toBeCloseTo(0.394, 3);
    expect(result).not.toHaveProperty('needed');
  });

  it('conversion of 40 receipts from 402 visitors is near 8 %', () => {
    const result = evidence(metricOf('conversion'), of({ receipt: 40, entered: 402 }), { target: 0.08 });
    expect(result.state).toBe('near');
    expect(result.interval?.low).toBeCloseTo(0.074, 3);
    expect(result.interval?.high).toBeCloseTo(0.133, 3);
  });

  it('is above or below when the whole interval is', () => {
    expect(evidence(entry, door(529, 1_811), { target: 0.25 }).state).toBe('above');
    expect(evidence(entry, door(198, 1_781), { target: 0.25 }).state).toBe('below');
  });

  it('is not enough when the interval is too wide to tell, and says how many more it takes', () => {
    const result = evidence(entry, door(4, 40), { target: 0.2 });
    expect(result).toMatchObject({ state: 'not-enough', needed: visitorsUntilBelow(0.2, 0.1) - 40 });
  });

  it('is not enough below thirty, whatever it looks like', () => {
    expect(evidence(entry, door(0, 20), { target: 0.5 })).toMatchObject({ state: 'not-enough', needed: 10 });
    expect(evidence(entry, [], { target: 0.5 })).toMatchObject({ state: 'not-enough', needed: 30 });
    expect(evidence(entry, door(3, 20))).toMatchObject({ state: 'not-enough' });
  });

  it('without a target is compared with nothing', () => {
    expect(evidence(entry, door(402, 1_102)).state).toBe('no-target');
  });

  it('under the second formula carries the odds of the interval', () => {
    const { low, high } = wilsonInterval(30, 130);
    const result = evidence(entry, door(30, 130), { formula: 2 });
    expect(result.value).toBeCloseTo(0.3, 12);
    expect(result.interval?.low).toBeCloseTo(low / (1 - low), 12);
    expect(result.interval?.high).toBeCloseTo(high / (1 - high), 12);
    expect(result.formula).toBe(2);
  });
});

describe('doubts', () => {
  it('more bought than entered is flagged, shown as it is, and left out of the interval', () => {
    const good = of({ receipt: 10, entered: 100 });
    const wrong = of({ receipt: 5, entered: 2 }, { start: start + quarter });
    const result = evidence(metricOf('conversion'), [...good, ...wrong]);
    expect(result.flags).toEqual(['bought-more-than-entered']);
    expect(result.value).toBe(15 / 102);
    expect(result.interval).toEqual(wilsonInterval(10, 100));
  });

  it('as many bought as entered is possible', () => {
    expect(evidence(metricOf('conversion'), of({ receipt: 5, entered: 5 })).flags).toEqual([]);
  });

  it('a part larger than the whole has no interval', () => {
    const result = evidence(metricOf('try-on-rate'), of({ triedOn: 60, entered: 40 }));
    expect(result.flags).toEqual(['more-than-all']);
    expect(result).not.toHaveProperty('interval');
    expect(result.value).toBe(1.5);
  });

  it('sampled counts are flagged, n is what was counted, and windows that differ widen the interval', () => {
    const windows = [2, 30, 5, 28, 1, 34].flatMap((entered, i) =>
      of({ entered, passedBy: 60 - entered }, { method: 'sample', start: start + i * quarter }),
    );
    const sampled = evidence(entry, windows);
    const full = evidence(entry, windows.map((tally) => ({ ...tally, method: 'full' as const })));
    expect(sampled).toMatchObject({ flags: ['sampled'], n: 360, method: 'sums-by-quarter', value: full.value });
    expect(sampled.interval!.high - sampled.interval!.low).toBeGreaterThan(full.interval!.high - full.interval!.low);
    const alike = windows.map((tally) => ({ ...tally, n: tally.counter === 'entered' ? 15 : 45 }));
    expect(evidence(entry, alike).method).toBe('wilson');
  });

  it('a full count over a sampled one has a value and no interval', () => {
    const mixed = [...of({ entered: 3_248 }, { method: 'sample' }), ...of({ receipt: 601 }, { method: 'till' })];
    const result = evidence(metricOf('conversion'), mixed, { sampleFactor: 3 });
    expect(result).toMatchObject({ n: 3_248, method: 'none', flags: ['sampled'] });
    expect(result.value).toBeCloseTo(0.0617, 4);
  });

  it('young orders are left out of refunds until they are mature', () => {
    const day = 86_400_000;
    const old = of({ order: 64, liveRefund: 11 });
    const young = of({ order: 97, liveRefund: 9 }, { start: start + 3 * day });
    const now = start + 8 * day;
    const refunds = metricOf('live-refund-rate');
    expect(evidence(refunds, [...old, ...young], { now })).toMatchObject({ numerator: 11, denominator: 64, flags: ['immature'] });
    expect(evidence(refunds, young, { now })).toMatchObject({ denominator: 0, state: 'not-enough', flags: ['immature'] });
    expect(evidence(refunds, young, { now: now + 3 * day })).toMatchObject({ denominator: 97, flags: [] });
  });
});

describe('money and totals', () => {
  const receipts = Array.from({ length: 8 }, (_, i) =>
    tallyOf({ start: start + i * quarter, counter: 'receipt', n: 5, amountMinor: 150_000 + i * 4_000, currency: 'CNY' }),
  );

  it('an average receipt has an interval from the spread between quarters', () => {
    const result = evidence(metricOf('receipt-value'), receipts, { target: 20_000 });
    expect(result).toMatchObject({ value: 32_800, n: 40, method: 'sums-by-quarter', state: 'above' });
    expect(result.interval!.low).toBeLessThan(32_800);
    expect(result.interval!.high).toBeGreaterThan(32_800);
    expect(evidence(metricOf('receipt-value'), receipts.slice(0, 4))).toMatchObject({ method: 'none' });
  });

  it('a total has no interval and is compared by pace', () => {
    expect(evidence(metricOf('sales'), receipts, { target: 3_800_000 })).toMatchObject({ state: 'none', method: 'none' });
    expect(evidence(metricOf('sales'), receipts)).toMatchObject({ state: 'no-target' });
  });

  it('pace is near while the difference is within the chance of so many receipts', () => {
    const input = { value: 1_215_300, target: 3_800_000, receipts: 40 };
    const near = paceOf({ ...input, usual: 0.3 });
    expect(near.state).toBe('near');
    expect(near.reached).toBeCloseTo(0.32, 2);
    expect(paceOf({ ...input, usual: 0.15 }).state).toBe('above');
    expect(paceOf({ ...input, usual: 0.6 }).state).toBe('below');
    expect(paceOf(input)).toMatchObject({ state: 'not-enough' });
    expect(paceOf({ ...input, receipts: 0, usual: 0.3 }).state).toBe('not-enough');
    expect(() => paceOf({ ...input, target: 0 })).toThrow(RangeError);
  });
});

describe('the legs of a loop', () => {
  const at = (day: number, clock: string) => Date.parse(`2026-07-${String(day).padStart(2, '0')}T${clock}:00+08:00`);
  const loop = {
    signalAt: at(3, '11:45'), decidedAt: at(3, '13:20'), publishedAt: at(4, '18:40'), readAt: at(4, '18:52'),
    inForceAt: at(6, '10:00'), effectKnownAt: at(9, '10:00'),
  };
  const hour = 3_600_000;

  it('are as long as the story says', () => {
    const times = loopTimes(loop);
    expect(times.get('signal-to-decision')).toBe(95 * 60_000);
    expect(times.get('decision-to-published')).toBe((29 + 20 / 60) * hour);
    expect(times.get('in-force-to-effect')).toBe(72 * hour);
    expect(times.has('published-to-delivered')).toBe(false);
  });

  it('have a median over loops', () => {
    const slower = { ...loop, decidedAt: loop.signalAt + 3 * hour };
    expect(medianLeg([loop, slower, {}], 'signal-to-decision')).toBe(137.5 * 60_000);
    expect(medianLeg([loop], 'signal-to-decision')).toBe(95 * 60_000);
    expect(medianLeg([{}], 'signal-to-decision')).toBeUndefined();
  });
});
