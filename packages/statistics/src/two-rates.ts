import type { Interval, Proportion } from './interval.ts';
import { criticalValue, twoSidedP } from './normal.ts';
import { requireConfidence, requireCounts } from './require.ts';
import { wilsonInterval } from './wilson.ts';

export interface Difference extends Interval {
  /** p₁ − p₂. */
  readonly difference: number;
}

/**
 * Interval of p₁ − p₂ for two independent rates: Newcombe 1998, method 10, which combines the
 * distances from each rate to its Wilson limits.
 */
export function newcombeDifference(first: Proportion, second: Proportion, confidence = 0.95): Difference {
  const one = wilsonInterval(first.successes, first.trials, confidence);
  const two = wilsonInterval(second.successes, second.trials, confidence);
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  const difference = p1 - p2;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(p1 - one.low, two.high - p2)),
    high: Math.min(1, difference + Math.hypot(one.high - p1, p2 - two.low)),
  };
}

export interface ZTest {
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** z test of p₁ = p₂ with the pooled rate as variance. Both rates all-or-nothing alike: z = 0, p = 1. */
export function pooledZTest(first: Proportion, second: Proportion): ZTest {
  requireCounts(first.successes, first.trials);
  requireCounts(second.successes, second.trials);
  const pooled = (first.successes + second.successes) / (first.trials + second.trials);
  const variance = pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials);
  if (variance === 0) return { z: 0, p: 1 };
  const z = (first.successes / first.trials - second.successes / second.trials) / Math.sqrt(variance);
  return { z, p: twoSidedP(z) };
}

export interface Ratio extends Interval {
  /** p₁ ÷ p₂. */
  readonly ratio: number;
}

/**
 * Ratio of two rates with Katz' log interval: ratio × exp(±z √(1/k₁ − 1/n₁ + 1/k₂ − 1/n₂))
 * (Katz et al. 1978). With no success in an arm nothing bounds the ratio: the interval is 0 to Infinity,
 * and the ratio itself is 0, Infinity, or NaN when both are 0.
 */
export function katzRatio(first: Proportion, second: Proportion, confidence = 0.95): Ratio {
  requireCounts(first.successes, first.trials);
  requireCounts(second.successes, second.trials);
  requireConfidence(confidence);
  const ratio = first.successes / first.trials / (second.successes / second.trials);
  if (first.successes === 0 || second.successes === 0) return { ratio, low: 0, high: Infinity };
  const variance =
    1 / first.successes - 1 / first.trials + 1 / second.successes - 1 / second.trials;
  const factor = Math.exp(criticalValue(confidence) * Math.sqrt(Math.max(0, variance)));
  return { ratio, low: ratio / factor, high: ratio * factor };
}
