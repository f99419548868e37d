import { betaQuantile } from './beta.ts';
import type { Interval } from './interval.ts';
import { requireConfidence, requireCounts } from './require.ts';

/**
 * Jeffreys' equal-tailed interval of one rate: quantiles of Beta(k + ½, n − k + ½).
 * The limit is 0 (or 1) when nothing (or everything) succeeded, so that coverage does not
 * collapse at the ends (Brown, Cai & DasGupta 2001).
 */
export function jeffreysInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireCounts(successes, trials);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const alpha = successes + 0.5;
  const beta = trials - successes + 0.5;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, alpha, beta),
    high: successes === trials ? 1 : betaQuantile(1 - tail, alpha, beta),
  };
}

/**
 * The rate after shrinking towards a beta prior: (k + α)/(n + α + β). The prior comes from history
 * of the same site and part of the day.
 */
export function shrunkenRate(successes: number, trials: number, alpha: number, beta: number): number {
  requireCounts(successes, trials, true);
  if (!(alpha > 0 && beta > 0)) throw new RangeError('alpha and beta of the prior must be above 0');
  return (successes + alpha) / (trials + alpha + beta);
}
