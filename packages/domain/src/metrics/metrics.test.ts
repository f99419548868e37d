import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counter, Tally } from '../facts/tally.ts';
import { counters } from '../facts/tally.ts';
import { frozenDays, talliesOf, tallyOf } from '../testing/frozen-days.ts';
import { compute, computeBy, metricList, metricOf, rateMetrics } from './catalogue.ts';
import { countersOf, formulaOf } from './define-metric.ts';

const start = Date.UTC(2026, 5, 22, 2);
const of = (counts: Partial<Record<Counter, number>>, more: Partial<Tally> = {}): Tally[] =>
  (Object.entries(counts) as [Counter, number][]).map(([counter, n]) => tallyOf({ start, counter, n, ...more }));
const value = (id: string, tallies: readonly Tally[], formula?: number) =>
  compute(metricOf(id), tallies, formula === undefined ? {} : { formula }).value;

describe('the catalogue', () => {
  it.each(metricList.map((metric) => [metric.id, metric] as const))('%s is complete', (id, metric) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [metric.title, metric.definition, ...metric.formulas.map((f) => f.text)]) {
      expect(text.zh.length).toBeGreaterThan(1);
      expect(text.en.length).toBeGreaterThan(1);
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(metric.definition.zh).toMatch(/。$/);
    expect(metric.definition.en).toMatch(/\.$/);
    const versions = metric.formulas.map((formula) => formula.version);
    expect(new Set(versions).size).toBe(versions.length);
    for (const counter of countersOf(metric)) expect(counters).toContain(counter);
    for (const formula of metric.formulas) {
      expect(formula.denominator === undefined).toBe(formula.inference === 'total');
    }
  });

  it('has every id once', () => {
    expect(new Set(metricList.map(({ id }) => id)).size).toBe(metricList.length);
  });

  it('offers shares to rate rules and nothing else', () => {
    const ids = rateMetrics.map(({ id }) => id);
    expect(ids).toContain('entry-rate');
    expect(ids).toContain('conversion');
    expect(ids).not.toContain('sales');
    expect(ids).not.toContain('zone-rate');
    expect(ids).not.toContain('reason-share');
  });

  it('names a metric or a formula that does not exist', () => {
    expect(() => metricOf('entry-rat')).toThrow(/entry-rat/);
    expect(() => formulaOf(metricOf('entry-rate'), 9)).toThrow(/version 9/);
  });

  it('adds up: the parts of two heaps are the parts of both together', () => {
    const heap = fc.array(
      fc.record({ counter: fc.constantFrom(...counters), n: fc.integer({ min: 0, max: 500 }), amountMinor: fc.integer({ min: 0, max: 99_999 }) })
        .map((given) => tallyOf({ start, ...given, currency: 'CNY' })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(heap, heap, fc.constantFrom(...metricList), (a, b, metric) => {
        const [x, y, both] = [compute(metric, a), compute(metric, b), compute(metric, [...a, ...b])];
        expect(both.numerator).toBe(x.numerator + y.numerator);
        if (metric.formulas[0].inference !== 'total') expect(both.denominator).toBe(x.denominator + y.denominator);
      }),
    );
  });
});

describe('formulas', () => {
  it('entry rate: 30 in and 100 past is 23.1 %, or 30 % by the second formula', () => {
    const door = of({ entered: 30, passedBy: 100 });
    expect(value('entry-rate', door)).toBeCloseTo(0.2308, 4);
    expect(value('entry-rate', door, 2)).toBeCloseTo(0.3, 12);
    expect(value('entry-rate', of({ entered: 30, passedBy: 20 }), 2)).toBe(1.5);
  });

  const v1 = frozenDays.slice(0, 14).flatMap((day) => talliesOf(day, { inForce: 'commute@1' }));
  const v2 = frozenDays.slice(14).flatMap((day) => talliesOf(day, { inForce: 'commute@2' }));
  it.each([
    ['footfall', 31_817, 31_743],
    ['visitors', 3_819, 12_061],
    ['receipts', 118, 1_193],
    ['entry-rate', 0.12, 0.38],
    ['try-on-rate', 0.061, 0.211],
    ['conversion', 0.0309, 0.0989],
    ['receipt-value', 28_537, 31_774],
    ['sales-per-visitor', 882, 3_143],
  ])('%s of the pop-up, before and after', (id, before, after) => {
    const digits = before > 1 ? 0 : 3;
    expect(value(id, v1)).toBeCloseTo(before, digits);
    expect(value(id, v2)).toBeCloseTo(after, digits);
  });

  it('the live funnel of four sessions', () => {
    const live = [
      ...of({ reached: 73_070, reserved: 1_850, exposure: 37_700, viewer: 7_960, impression: 5_650, click: 1_589, follow: 137, contact: 79 }),
      tallyOf({ start, counter: 'order', n: 74, amountMinor: 2_108_600, currency: 'CNY' }),
      tallyOf({ start, counter: 'liveRefund', n: 17, amountMinor: 484_400, currency: 'CNY' }),
    ];
    const shares: Record<string, number> = {
      'view-rate': 0.211, 'impression-rate': 0.71, 'click-rate': 0.281, 'order-rate': 0.047, 'view-to-order': 0.0093,
      'live-refund-rate': 0.23, 'follow-rate': 0.0172, 'live-contact-rate': 0.0099,
    };
    for (const [id, share] of Object.entries(shares)) expect(value(id, live)).toBeCloseTo(share, 3);
    expect(value('viewer-value', live)).toBeCloseTo(265, 0);
    expect(value('gpm', live)).toBeCloseTo(264_899, 0);
    expect(value('live-sales', live)).toBe(2_108_600);
    expect(value('reservation-rate', live)).toBeCloseTo(1_850 / 73_070, 12);
  });

  it('sales keep refunds beside them; net sales take them off', () => {
    const paid = [
      tallyOf({ start, counter: 'receipt', n: 2, amountMinor: 50_000, currency: 'CNY' }),
      tallyOf({ start, counter: 'refund', n: 1, amountMinor: 20_000, currency: 'CNY' }),
    ];
    expect(value('sales', paid)).toBe(50_000);
    expect(value('net-sales', paid)).toBe(30_000);
    expect(value('refund-rate', paid)).toBe(0.5);
  });

  it('the smaller ones', () => {
    expect(value('units-per-receipt', of({ unit: 138, receipt: 118 }))).toBeCloseTo(1.17, 2);
    expect(value('try-on-conversion', of({ receipt: 118, triedOn: 232 }))).toBeCloseTo(0.509, 3);
    expect(value('size-missing-rate', of({ sizeMissing: 21, triedOn: 232 }))).toBeCloseTo(21 / 253, 12);
    expect(value('complaint-rate', of({ complaint: 2, receipt: 118, order: 74 }))).toBeCloseTo(0.0104, 4);
    expect(value('complaints', of({ complaint: 3 }))).toBe(3);
    expect(value('contact-rate', of({ contact: 36, entered: 3_819 }))).toBeCloseTo(0.0094, 4);
    expect(value('contacts', of({ contact: 36 }))).toBe(36);
  });

  it('a zone can be entered more often than the store', () => {
    expect(value('zone-rate', of({ zoneEntered: 150, entered: 100 }))).toBe(1.5);
  });

  it('nothing counted has no value, and a total of nothing is 0', () => {
    expect(compute(metricOf('entry-rate'), [])).toEqual({ numerator: 0, denominator: 0 });
    expect(compute(metricOf('sales'), [])).toEqual({ numerator: 0, denominator: 1, value: 0 });
  });

  it('does not add money of two currencies', () => {
    const two = ['CNY', 'EUR'].map((currency) => tallyOf({ start, counter: 'receipt', n: 1, amountMinor: 100, currency }));
    expect(() => compute(metricOf('sales'), two)).toThrow(/CNY and EUR/);
  });

  it('multiplies a sampled denominator only where the numerator is counted in full', () => {
    const sampled = of({ entered: 3_248, passedBy: 16_499 }, { method: 'sample' });
    const till = of({ receipt: 601 }, { method: 'till' });
    expect(compute(metricOf('conversion'), [...sampled, ...till], { sampleFactor: 3 }).value).toBeCloseTo(0.0617, 4);
    const both = [...sampled, ...of({ entered: 100 }), ...till];
    expect(compute(metricOf('conversion'), both, { sampleFactor: 3 }).denominator).toBe(9_844);
    expect(compute(metricOf('entry-rate'), sampled, { sampleFactor: 3 })).toMatchObject({ numerator: 3_248, denominator: 19_747 });
  });
});

describe('breakdowns', () => {
  it('give each reason its share of all who left, largest first', () => {
    const left = [['browsing', 51], ['no-time', 34], ['size-missing', 21], ['price', 17], ['style', 14], ['queue', 3]] as const;
    const shares = computeBy(metricOf('reason-share'), left.map(([detail, n]) => tallyOf({ start, counter: 'leftWithout', n, detail })));
    expect([...shares.keys()]).toEqual(left.map(([reason]) => reason));
    expect(shares.get('browsing')).toEqual({ numerator: 51, denominator: 140, value: 51 / 140 });
  });

  it('give each zone its visits per visitor', () => {
    const tallies = [...of({ entered: 100 }), ...of({ zoneEntered: 60 }, { zone: 'racks' }), ...of({ zoneEntered: 20 }, { zone: 'fitting' })];
    expect(computeBy(metricOf('zone-rate'), tallies).get('fitting')?.value).toBe(0.2);
    expect(computeBy(metricOf('zone-rate'), tallies.slice(1)).get('fitting')).toEqual({ numerator: 20, denominator: 0 });
  });

  it('exist only for metrics that have one', () => {
    expect(() => computeBy(metricOf('entry-rate'), [])).toThrow(RangeError);
  });
});
