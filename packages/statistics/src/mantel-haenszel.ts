import type { Proportion } from './interval.ts';
import { requireCounts } from './require.ts';

export interface Stratum {
  readonly first: Proportion;
  readonly second: Proportion;
}

export interface RiskDifference {
  /** Weighted mean of p₁ − p₂ over strata. */
  readonly difference: number;
  readonly standardError: number;
  /** Strata with trials in both arms; the others carry no weight. */
  readonly strataUsed: number;
}

/**
 * Mantel–Haenszel risk difference with binomial variance: weights n₁n₂/(n₁ + n₂),
 * variance Σ w²(p₁q₁/n₁ + p₂q₂/n₂) ÷ (Σ w)².
 * @throws RangeError when no stratum has trials in both arms: there is nothing to compare.
 */
export function mantelHaenszelRiskDifference(strata: readonly Stratum[]): RiskDifference {
  let weights = 0;
  let sum = 0;
  let variance = 0;
  let strataUsed = 0;
  for (const { first, second } of strata) {
    requireCounts(first.successes, first.trials, true);
    requireCounts(second.successes, second.trials, true);
    if (first.trials === 0 || second.trials === 0) continue;
    const weight = stratumWeight(first.trials, second.trials);
    weights += weight;
    sum += weight * (first.successes / first.trials - second.successes / second.trials);
    variance += weight * weight * (binomialVariance(first) + binomialVariance(second));
    strataUsed++;
  }
  if (strataUsed === 0) throw new RangeError('no stratum has trials in both arms');
  return { difference: sum / weights, standardError: Math.sqrt(variance) / weights, strataUsed };
}

/** The weight that Mantel and Haenszel give a stratum. */
export function stratumWeight(firstTrials: number, secondTrials: number): number {
  return (firstTrials * secondTrials) / (firstTrials + secondTrials);
}

function binomialVariance({ successes, trials }: Proportion): number {
  const rate = successes / trials;
  return (rate * (1 - rate)) / trials;
}
