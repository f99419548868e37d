import type { Interval, RatioCluster } from '@fieldloop/statistics';
import { ratioOfSums, wilsonInterval } from '@fieldloop/statistics';
import type { Tally } from '../facts/tally.ts';
import type { Formula } from './define-metric.ts';
import { bucketKey } from './quality.ts';

/** With fewer quarters the spread between them says nothing. */
const QUARTERS_AT_LEAST = 5;

/**
 * Wilson's interval of a share; for sampled counts the wider of it and the one from the spread between
 * sample windows, because people of one window are not independent of each other.
 */
export function proportionInterval(
  formula: Formula,
  tallies: readonly Tally[],
  confidence: number,
): { interval: Interval; method: 'wilson' | 'sums-by-quarter' } | 'more-than-all' | undefined {
  const { successes, trials } = proportionOf(formula, tallies);
  if (trials <= 0) return undefined;
  if (successes < 0 || successes > trials) return 'more-than-all';
  const wilson = wilsonInterval(successes, trials, confidence);
  const turned = formula.inference === 'odds' ? { low: odds(wilson.low), high: odds(wilson.high) } : wilson;
  if (!tallies.some((t) => t.method === 'sample')) return { interval: turned, method: 'wilson' };
  const between = ratioInterval(formula, tallies, confidence);
  if (between === undefined || between.high - between.low <= turned.high - turned.low) {
    return { interval: turned, method: 'wilson' };
  }
  const interval = { low: Math.max(0, between.low), high: between.high };
  return { interval, method: 'sums-by-quarter' };
}

/** The part and the whole behind a share: under `odds` the whole is numerator + denominator. */
export function proportionOf(
  formula: Formula,
  tallies: readonly Tally[],
): { readonly successes: number; readonly trials: number } {
  let successes = 0;
  let trials = 0;
  for (const tally of tallies) {
    const part = formula.numerator.of(tally);
    successes += part;
    trials += (formula.denominator?.of(tally) ?? 0) + (formula.inference === 'odds' ? part : 0);
  }
  return { successes, trials };
}

/** Interval of a ratio of sums from its spread between quarters; undefined with too few of them. */
export function ratioInterval(
  formula: Formula,
  tallies: readonly Tally[],
  confidence: number,
): Interval | undefined {
  const quarters = new Map<string, RatioCluster>();
  for (const tally of tallies) {
    const numerator = formula.numerator.of(tally) * (formula.scale ?? 1);
    const denominator = formula.denominator?.of(tally) ?? 0;
    if (numerator === 0 && denominator === 0) continue;
    const sum = quarters.get(bucketKey(tally)) ?? { numerator: 0, denominator: 0 };
    quarters.set(bucketKey(tally), {
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    });
  }
  const clusters = [...quarters.values()];
  const counted = clusters.filter((c) => c.denominator > 0).length;
  if (counted < QUARTERS_AT_LEAST || clusters.reduce((sum, c) => sum + c.denominator, 0) <= 0) return undefined;
  const { low, high } = ratioOfSums(clusters, confidence);
  return { low, high };
}

function odds(share: number): number {
  return share / (1 - share);
}
