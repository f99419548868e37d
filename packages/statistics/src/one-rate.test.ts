import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracles from './oracles.json' with { type: 'json' };
import { jeffreysInterval, shrunkenRate } from './jeffreys.ts';
import { wilsonInterval } from './wilson.ts';

const counts = fc
  .integer({ min: 1, max: 20_000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
const methods = [
  ['wilson', wilsonInterval],
  ['jeffreys', jeffreysInterval],
] as const;

describe('published intervals (Newcombe 1998)', () => {
  it.each(oracles.wilson)('Wilson %d/%d', (k, n, low, high) => {
    const interval = wilsonInterval(k!, n!, 0.95);
    expect(interval.low).toBeCloseTo(low!, 6);
    expect(interval.high).toBeCloseTo(high!, 6);
  });
  it.each(oracles.jeffreys)('Jeffreys %d/%d', (k, n, low, high) => {
    const interval = jeffreysInterval(k!, n!, 0.95);
    expect(interval.low).toBeCloseTo(low!, 6);
    expect(interval.high).toBeCloseTo(high!, 6);
  });
  it.each(oracles.eb)('shrinks with prior (%d, %d) and %d/%d', (alpha, beta, k, n, rate) => {
    expect(shrunkenRate(k!, n!, alpha!, beta!)).toBeCloseTo(rate!, 7);
  });
});

describe.each(methods)('%s interval', (_name, interval) => {
  it('stays within 0 and 1 and holds the rate', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, high } = interval(k, n, 0.95);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
      }),
    );
  });

  it('of the failures is the mirror image', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        expect(interval(k, n, 0.95).low).toBeCloseTo(1 - interval(n - k, n, 0.95).high, 9);
      }),
    );
  });

  it('widens with confidence', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const narrow = interval(k, n, 0.8);
        const wide = interval(k, n, 0.99);
        expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
      }),
    );
  });

  it('narrows as the same rate is seen on more trials', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const once = interval(k, n, 0.95);
        const thrice = interval(3 * k, 3 * n, 0.95);
        expect(thrice.high - thrice.low).toBeLessThan(once.high - once.low);
      }),
    );
  });

  it('touches the end exactly when nothing or everything succeeded', () => {
    expect(interval(0, 7, 0.95).low).toBe(0);
    expect(interval(7, 7, 0.95).high).toBe(1);
  });

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [1.5, 5],
    [Number.NaN, 5],
  ])('refuses %d of %d', (k, n) => {
    expect(() => interval(k, n, 0.95)).toThrow(RangeError);
  });

  it('refuses a confidence that is no probability', () => {
    expect(() => interval(1, 5, 0)).toThrow(RangeError);
    expect(() => interval(1, 5, 1)).toThrow(RangeError);
  });
});

it('a prior must be above 0', () => {
  expect(() => shrunkenRate(1, 5, 0, 1)).toThrow(RangeError);
  expect(shrunkenRate(0, 0, 1, 3)).toBe(0.25);
});
