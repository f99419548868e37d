import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracles from './oracles.json' with { type: 'json' };
import type { ClusterCell } from './clustered-difference.ts';
import { clusteredRiskDifference } from './clustered-difference.ts';
import { mantelHaenszelRiskDifference } from './mantel-haenszel.ts';

const admissions = oracles.ucbMH.strata.map(([menIn, menOut, womenIn, womenOut]) => ({
  first: { successes: menIn!, trials: menIn! + menOut! },
  second: { successes: womenIn!, trials: womenIn! + womenOut! },
}));

describe('Mantel–Haenszel risk difference', () => {
  it('of the Berkeley admissions', () => {
    const result = mantelHaenszelRiskDifference(admissions);
    expect(result.difference).toBeCloseTo(oracles.ucbMH.rd, 7);
    expect(result.standardError).toBeCloseTo(oracles.ucbMH.seRd, 7);
    expect(result.strataUsed).toBe(6);
  });

  it('leaves out strata seen in one arm only', () => {
    const oneSided = { first: { successes: 3, trials: 9 }, second: { successes: 0, trials: 0 } };
    expect(mantelHaenszelRiskDifference([...admissions, oneSided])).toEqual(
      mantelHaenszelRiskDifference(admissions),
    );
    expect(() => mantelHaenszelRiskDifference([oneSided])).toThrow(RangeError);
    expect(() => mantelHaenszelRiskDifference([])).toThrow(RangeError);
  });
});

/** Days of one stratum with the given successes of 100 each. */
function days(arm: ClusterCell['arm'], successes: readonly number[], stratum = 'weekday 10'): ClusterCell[] {
  return successes.map((count, day) => ({
    arm,
    stratum,
    cluster: `${arm}-${day}`,
    successes: count,
    trials: 100,
  }));
}

describe('difference clustered by day', () => {
  it('in one stratum with equal days is the sample variance of the day rates', () => {
    const before = [10, 12, 17];
    const after = [30, 41, 28, 33];
    const result = clusteredRiskDifference([...days('before', before), ...days('after', after)]);
    const meanVariance = (xs: readonly number[]) => {
      const mean = xs.reduce((a, b) => a + b) / xs.length;
      return xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length - 1) / xs.length;
    };
    expect(result.state).toBe('measured');
    if (result.state !== 'measured') return;
    expect(result.difference).toBeCloseTo(0.2, 12);
    expect(result.clusteredError).toBeCloseTo(Math.sqrt(meanVariance(before) + meanVariance(after)) / 100, 12);
    expect(result.before).toEqual({ successes: 39, trials: 300, clusters: 3 });
    expect(result.after).toEqual({ successes: 132, trials: 400, clusters: 4 });
  });

  it('shows the binomial interval when days happen to agree', () => {
    const result = clusteredRiskDifference([...days('before', [10, 10, 10]), ...days('after', [20, 20, 20])]);
    expect(result).toMatchObject({ state: 'measured', method: 'binomial', clusteredError: 0 });
    if (result.state === 'measured') expect(result.standardError).toBe(result.binomialError);
  });

  it('shows the clustered interval when days differ by more than chance', () => {
    const result = clusteredRiskDifference([...days('before', [2, 10, 30]), ...days('after', [20, 60, 40])]);
    expect(result).toMatchObject({ state: 'measured', method: 'clustered' });
    if (result.state === 'measured') expect(result.clusteredError).toBeGreaterThan(result.binomialError);
  });

  it('is not fooled by a change of mix', () => {
    // The same rates in both strata, but the good stratum has nine times the weight afterwards.
    const cells = [0, 1, 2].flatMap((day) => [
      { arm: 'before' as const, stratum: 'slow', cluster: `b${day}`, successes: 90, trials: 900 },
      { arm: 'before' as const, stratum: 'good', cluster: `b${day}`, successes: 50, trials: 100 },
      { arm: 'after' as const, stratum: 'slow', cluster: `a${day}`, successes: 10, trials: 100 },
      { arm: 'after' as const, stratum: 'good', cluster: `a${day}`, successes: 450, trials: 900 },
    ]);
    const result = clusteredRiskDifference(cells);
    expect(result.difference).toBeCloseTo(0, 12);
  });

  it('with two days in an arm gives a direction only', () => {
    const result = clusteredRiskDifference([...days('before', [10, 12]), ...days('after', [20, 25, 30])]);
    expect(result).toMatchObject({ state: 'not-enough', reason: 'clusters' });
    expect(result.difference).toBeCloseTo(0.14, 12);
    expect(result).not.toHaveProperty('low');
  });

  it('does not count a closed day as a day', () => {
    const closed = { arm: 'before', stratum: 'weekday 10', cluster: 'shut', successes: 0, trials: 0 } as const;
    const result = clusteredRiskDifference([closed, ...days('before', [10, 12]), ...days('after', [20, 25, 30])]);
    expect(result.before.clusters).toBe(2);
    expect(result.state).toBe('not-enough');
  });

  it('without a common stratum compares nothing', () => {
    const result = clusteredRiskDifference([...days('before', [1, 2, 3], 'a'), ...days('after', [4, 5, 6], 'b')]);
    expect(result).toMatchObject({ state: 'not-enough', reason: 'strata' });
    expect(result).not.toHaveProperty('difference');
    expect(clusteredRiskDifference([]).state).toBe('not-enough');
  });

  it('changes sign, and nothing else, when the arms are swapped', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(counts, counts, counts, counts, (a, b, c, d) => {
        const cells = [...days('before', a), ...days('before', b, 'x'), ...days('after', c), ...days('after', d, 'x')];
        const swapped = cells.map((cell) => ({
          ...cell,
          arm: cell.arm === 'before' ? ('after' as const) : ('before' as const),
        }));
        const there = clusteredRiskDifference(cells);
        const back = clusteredRiskDifference(swapped);
        if (there.state !== 'measured' || back.state !== 'measured') throw new Error('three days must be enough');
        expect(back.difference).toBeCloseTo(-there.difference, 12);
        expect(back.standardError).toBeCloseTo(there.standardError, 12);
        expect(there.standardError).toBeGreaterThanOrEqual(there.binomialError);
        expect(there.standardError).toBeGreaterThanOrEqual(there.clusteredError);
      }),
    );
  });

  it('refuses impossible cells', () => {
    const bad = { arm: 'before', stratum: 's', cluster: 'c', successes: 2, trials: 1 } as const;
    expect(() => clusteredRiskDifference([bad])).toThrow(RangeError);
    expect(() => clusteredRiskDifference([], 2)).toThrow(RangeError);
  });
});
