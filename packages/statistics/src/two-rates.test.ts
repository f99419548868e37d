import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracles from './oracles.json' with { type: 'json' };
import type { Proportion } from './interval.ts';
import { katzRatio, newcombeDifference, pooledZTest } from './two-rates.ts';

const of = (successes: number, trials: number): Proportion => ({ successes, trials });
const arm = fc
  .integer({ min: 1, max: 5000 })
  .chain((trials) => fc.integer({ min: 0, max: trials }).map((k) => of(k, trials)));

describe('difference of two rates', () => {
  it.each(oracles.newcombe10)('Newcombe table II: %d/%d − %d/%d', (k1, n1, k2, n2, low, high) => {
    const result = newcombeDifference(of(k1!, n1!), of(k2!, n2!), 0.95);
    expect(result.low).toBeCloseTo(low!, 4);
    expect(result.high).toBeCloseTo(high!, 4);
  });

  it('changes sign with the order of the arms and stays within −1 and 1', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const there = newcombeDifference(a, b);
        const back = newcombeDifference(b, a);
        expect(there.difference).toBeCloseTo(-back.difference, 12);
        expect(there.low).toBeCloseTo(-back.high, 12);
        expect(there.low).toBeGreaterThanOrEqual(-1);
        expect(there.high).toBeLessThanOrEqual(1);
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
      }),
    );
  });
});

describe('pooled z test', () => {
  it.each(oracles.ztest)('statsmodels: %d/%d against %d/%d', (k1, n1, k2, n2, z, p) => {
    const result = pooledZTest(of(k1!, n1!), of(k2!, n2!));
    expect(result.z).toBeCloseTo(z!, 12);
    expect(result.p).toBeCloseTo(p!, 12);
  });

  it('finds nothing between arms that agree', () => {
    expect(pooledZTest(of(0, 5), of(0, 9))).toEqual({ z: 0, p: 1 });
    expect(pooledZTest(of(5, 5), of(9, 9))).toEqual({ z: 0, p: 1 });
    expect(pooledZTest(of(1, 4), of(2, 8)).p).toBe(1);
  });
});

describe('ratio of two rates', () => {
  it('of 1193/12061 to 118/3819 is 3.20 (2.66–3.85)', () => {
    const result = katzRatio(of(1193, 12_061), of(118, 3819), 0.95);
    expect(result.ratio).toBeCloseTo(3.2, 2);
    expect(result.low).toBeCloseTo(2.66, 2);
    expect(result.high).toBeCloseTo(3.85, 2);
  });

  it('turns upside down with the order of the arms', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        fc.pre(a.successes > 0 && b.successes > 0);
        const there = katzRatio(a, b);
        const back = katzRatio(b, a);
        expect(there.ratio * back.ratio).toBeCloseTo(1, 9);
        expect(there.low * back.high).toBeCloseTo(1, 9);
        expect(there.low).toBeLessThanOrEqual(there.ratio);
      }),
    );
  });

  it('has no bound when an arm has no success', () => {
    expect(katzRatio(of(0, 10), of(5, 10))).toEqual({ ratio: 0, low: 0, high: Infinity });
    expect(katzRatio(of(5, 10), of(0, 10))).toEqual({ ratio: Infinity, low: 0, high: Infinity });
    expect(katzRatio(of(0, 10), of(0, 10)).ratio).toBeNaN();
  });

  it('is exact when everything succeeded in both', () => {
    expect(katzRatio(of(3, 3), of(9, 9))).toEqual({ ratio: 1, low: 1, high: 1 });
  });
});

it.each([newcombeDifference, pooledZTest, katzRatio])('%o refuses impossible counts', (compare) => {
  expect(() => compare(of(1, 0), of(1, 2))).toThrow(RangeError);
  expect(() => compare(of(1, 2), of(3, 2))).toThrow(RangeError);
});
