import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracles from './oracles.json' with { type: 'json' };
import { benjaminiHochberg, differenceInDifferences, permutationTest } from './controls.ts';
import { fitCounts } from './counts.ts';
import { cusum, cusumRunLength, cusumRunLengthTwoSided, ewma } from './drift.ts';
import { mantelHaenszelOddsRatio, mantelHaenszelTest } from './mantel-haenszel-odds.ts';
import { robbinsInterval, sequenceDifference, sequenceHalfWidth, sequenceRelativeLift } from './sequence.ts';
import { wilsonInterval } from './wilson.ts';

describe('looking all the time', () => {
  it.each(oracles.seqRel)('relative lift of $b over $a', ({ a, b, N, alpha, d, se, lo, hi }) => {
    const lift = sequenceRelativeLift(
      { successes: a[0]!, trials: a[1]! },
      { successes: b[0]!, trials: b[1]! },
      { planned: N, confidence: 1 - alpha },
    );
    expect(lift.lift).toBeCloseTo(d, 9);
    expect(lift.standardError).toBeCloseTo(se, 9);
    expect(lift.low).toBeCloseTo(lo, 9);
    expect(lift.high).toBeCloseTo(hi, 9);
  });

  it.each(oracles.robbins)('Robbins %d/%d', (k, n, low, high) => {
    const interval = robbinsInterval(k!, n!);
    expect(interval.low).toBeCloseTo(low!, 6);
    expect(interval.high).toBeCloseTo(high!, 6);
  });

  it('costs width: the price of being allowed to look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (k, more) => {
        const always = robbinsInterval(k, k + more);
        const once = wilsonInterval(k, k + more);
        expect(always.high - always.low).toBeGreaterThan(once.high - once.low);
      }),
    );
    const arms = [{ successes: 100, trials: 1_000 }, { successes: 140, trials: 1_000 }] as const;
    const { low, high, standardError } = sequenceDifference(...arms, { planned: 2_000 });
    expect((high - low) / 2).toBeGreaterThan(1.96 * standardError);
    expect((low + high) / 2).toBeCloseTo(0.04, 12);
  });

  it('is narrowest, for its information, near the planned number', () => {
    const relative = (n: number) => sequenceHalfWidth(1 / Math.sqrt(n), n, 5_000) * Math.sqrt(n);
    expect(relative(5_000)).toBeLessThan(relative(500));
    expect(relative(5_000)).toBeLessThan(relative(500_000));
  });

  it('refuses what has no answer', () => {
    const arm = { successes: 1, trials: 10 };
    expect(() => sequenceRelativeLift({ successes: 0, trials: 10 }, arm, { planned: 10 })).toThrow(RangeError);
    expect(() => sequenceDifference({ successes: 0, trials: 0 }, arm, { planned: 10 })).toThrow(RangeError);
    expect(() => sequenceHalfWidth(-1, 10, 10)).toThrow(RangeError);
    expect(() => sequenceHalfWidth(1, 10, 0)).toThrow(RangeError);
  });
});

describe('drift', () => {
  const { x, mu, k, h, firstUp, value } = oracles.cusum;

  it("finds the shift in Montgomery's example at the same point with the same sum", () => {
    const points = cusum(x, { target: mu, allowance: k, limit: h });
    expect(points.findIndex((point) => point.signal === 'up') + 1).toBe(firstUp);
    expect(points[firstUp - 1]?.up).toBeCloseTo(value, 9);
  });

  it('looks down as it looks up', () => {
    const settings = { target: 0, allowance: k, limit: h };
    const up = cusum(x.map((v) => v - mu), settings);
    const down = cusum(x.map((v) => mu - v), settings);
    expect(down.map((point) => point.down)).toEqual(up.map((point) => point.up));
    expect(down.find((point) => point.signal !== 'none')?.signal).toBe('down');
  });

  it.each(oracles.arlCusum2)('runs for as long as published: k %d, h %d, shift %d', (allowance, limit, shift, length) => {
    expect(cusumRunLengthTwoSided(allowance!, limit!, shift!)).toBeCloseTo(length!, 1);
  });

  it('h = 4.35 gives one false alarm in 480 evaluations, 6.27 in a week of them, 7.73 in a month', () => {
    expect(cusumRunLength(0.5, 4.35) / 480).toBeCloseTo(1, 1);
    expect(cusumRunLength(0.5, 6.27) / (480 * 7)).toBeCloseTo(1, 1);
    expect(cusumRunLength(0.5, 7.73) / (480 * 30)).toBeCloseTo(1, 1);
  });

  it('EWMA follows the published table', () => {
    const nist = oracles.ewmaNIST;
    const result = ewma(nist.x, { start: nist.start, deviation: nist.s, weight: nist.lambda });
    expect(result.low).toBeCloseTo(nist.lcl, 5);
    expect(result.high).toBeCloseTo(nist.ucl, 5);
    expect(result.points.at(-1)).toBeCloseTo(nist.last, 2);
  });

  it('refuses limits and weights that make no sense', () => {
    expect(() => cusum([1], { target: 0, allowance: -1, limit: 5 })).toThrow(RangeError);
    expect(() => cusum([Number.NaN], { target: 0, allowance: 1, limit: 5 })).toThrow(RangeError);
    expect(() => ewma([1], { start: 0, deviation: 1, weight: 0 })).toThrow(RangeError);
  });
});

describe('counts', () => {
  it("fits Bliss and Fisher's mites", () => {
    const { freq, mean, var: variance, phi, kMoment, kML, llNB, llPois } = oracles.mites;
    const fit = fitCounts(freq);
    expect(fit.mean).toBeCloseTo(mean, 6);
    expect(fit.variance).toBeCloseTo(variance, 6);
    expect(fit.dispersion).toBeCloseTo(phi, 6);
    expect(fit.shapeByMoments).toBeCloseTo(kMoment, 6);
    expect(fit.shape).toBeCloseTo(kML, 5);
    expect(fit.logLikelihood).toBeCloseTo(llNB, 6);
    expect(fit.poissonLogLikelihood).toBeCloseTo(llPois, 6);
  });

  it('falls back to Poisson when counts are regular', () => {
    expect(fitCounts([0, 0, 10])).toMatchObject({ dispersion: 0, shape: Infinity });
    expect(() => fitCounts([5])).toThrow(RangeError);
  });
});

describe('with controls', () => {
  it('difference in differences of Card and Krueger', () => {
    const { treated, control, did } = oracles.did;
    const change = ([before, after]: readonly number[]) => [{ before: before!, after: after! }];
    expect(differenceInDifferences(change(treated), change(control))).toBeCloseTo(did, 12);
    expect(() => differenceInDifferences([], change(control))).toThrow(RangeError);
  });

  it("Fisher's tea: all four right, or three of four", () => {
    expect(permutationTest([1, 1, 1, 1], [0, 0, 0, 0]).oneSided).toBeCloseTo(oracles.permutation.tea4of4, 6);
    expect(permutationTest([1, 1, 1, 0], [1, 0, 0, 0]).oneSided).toBeCloseTo(oracles.permutation.tea3of4, 6);
  });

  it('four and four units cannot come below .0286 two-sided', () => {
    expect(permutationTest([9, 8, 7, 6], [1, 2, 3, 4])).toEqual({ oneSided: 1 / 70, twoSided: 2 / 70, ways: 70 });
  });

  it('refuses more than it can count', () => {
    expect(() => permutationTest([], [1])).toThrow(RangeError);
    expect(() => permutationTest(Array.from({ length: 13 }, () => 1), Array.from({ length: 12 }, () => 0))).toThrow(/24/);
  });

  it('adjusts many p values at once, never below themselves, keeping their order', () => {
    expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([0.02, 0.04, 0.04, 0.02]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const adjusted = benjaminiHochberg(ps);
        ps.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          ps.forEach((q, j) => {
            if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
    expect(() => benjaminiHochberg([1.2])).toThrow(RangeError);
  });
});

describe('odds over strata', () => {
  const { strata, or, lo, hi, x2cc, pcc, x2 } = oracles.ucbMH;
  const tables = strata.map(([menIn, menOut, womenIn, womenOut]) => ({
    first: { successes: menIn!, trials: menIn! + menOut! },
    second: { successes: womenIn!, trials: womenIn! + womenOut! },
  }));

  it('of the Berkeley admissions', () => {
    const odds = mantelHaenszelOddsRatio(tables);
    expect(odds.oddsRatio).toBeCloseTo(or, 6);
    expect(odds.low).toBeCloseTo(lo, 6);
    expect(odds.high).toBeCloseTo(hi, 6);
    expect(mantelHaenszelTest(tables).chiSquared).toBeCloseTo(x2cc, 6);
    expect(mantelHaenszelTest(tables).p).toBeCloseTo(pcc, 6);
    expect(mantelHaenszelTest(tables, false).chiSquared).toBeCloseTo(x2, 6);
  });

  it('of nothing is refused', () => {
    expect(() => mantelHaenszelOddsRatio([])).toThrow(RangeError);
    expect(mantelHaenszelTest([])).toEqual({ chiSquared: 0, p: 1 });
  });
});
