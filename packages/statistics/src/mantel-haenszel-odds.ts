import type { Interval } from './interval.ts';
import type { Stratum } from './mantel-haenszel.ts';
import { criticalValue, twoSidedP } from './normal.ts';
import { requireCounts } from './require.ts';

export interface CommonOdds extends Interval {
  readonly oddsRatio: number;
}

/** Mantel–Haenszel odds ratio over strata, interval by Robins, Breslow & Greenland 1986. */
export function mantelHaenszelOddsRatio(strata: readonly Stratum[], confidence = 0.95): CommonOdds {
  const z = criticalValue(confidence);
  let [r, s, pr, cross, qs] = [0, 0, 0, 0, 0];
  for (const table of used(strata)) {
    const { a, b, c, d, n } = cellsOf(table);
    const [agree, differ] = [(a + d) / n, (b + c) / n];
    const [up, down] = [(a * d) / n, (b * c) / n];
    r += up;
    s += down;
    pr += agree * up;
    cross += agree * down + differ * up;
    qs += differ * down;
  }
  if (r === 0 || s === 0) throw new RangeError('the odds ratio needs successes and failures on both diagonals');
  const error = Math.sqrt(pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s));
  const oddsRatio = r / s;
  return { oddsRatio, low: oddsRatio * Math.exp(-z * error), high: oddsRatio * Math.exp(z * error) };
}

/** Cochran–Mantel–Haenszel test of a common odds ratio of 1, with or without continuity correction. */
export function mantelHaenszelTest(
  strata: readonly Stratum[],
  corrected = true,
): { readonly chiSquared: number; readonly p: number } {
  let deviation = 0;
  let variance = 0;
  for (const table of used(strata)) {
    const { a, b, c, d, n } = cellsOf(table);
    const margins = (a + b) * (a + c);
    deviation += a - margins / n;
    variance += (margins * (c + d) * (b + d)) / (n * n * (n - 1));
  }
  if (variance === 0) return { chiSquared: 0, p: 1 };
  const distance = Math.max(0, Math.abs(deviation) - (corrected ? 0.5 : 0));
  const chiSquared = (distance * distance) / variance;
  return { chiSquared, p: twoSidedP(Math.sqrt(chiSquared)) };
}

function used(strata: readonly Stratum[]): readonly Stratum[] {
  for (const { first, second } of strata) {
    requireCounts(first.successes, first.trials, true);
    requireCounts(second.successes, second.trials, true);
  }
  return strata.filter(({ first, second }) => first.trials > 0 && second.trials > 0);
}

function cellsOf({ first, second }: Stratum): { a: number; b: number; c: number; d: number; n: number } {
  const [a, c] = [first.successes, second.successes];
  return { a, b: first.trials - a, c, d: second.trials - c, n: first.trials + second.trials };
}
