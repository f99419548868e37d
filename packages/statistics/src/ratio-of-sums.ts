import type { Interval } from './interval.ts';
import { criticalValue } from './normal.ts';
import { requireFinite } from './require.ts';

/** One cluster's sums, such as the sales and the visitors of a day. */
export interface RatioCluster {
  readonly numerator: number;
  readonly denominator: number;
}

export interface RatioOfSums extends Interval {
  readonly ratio: number;
  readonly standardError: number;
  readonly clusters: number;
}

/**
 * Σy ÷ Σx with an error between clusters: V = G/(G − 1)·Σ(y_g − r x_g)² ÷ (Σx)² (linearised ratio).
 * For values that are no rate of people: receipt size, units per receipt, sales per visitor.
 * @throws RangeError with fewer than two clusters, or when the denominators do not add up to more than 0.
 */
export function ratioOfSums(clusters: readonly RatioCluster[], confidence = 0.95): RatioOfSums {
  const z = criticalValue(confidence);
  if (clusters.length < 2) throw new RangeError('a ratio of sums needs at least two clusters');
  let numerator = 0;
  let denominator = 0;
  for (const cluster of clusters) {
    requireFinite('numerator', cluster.numerator);
    requireFinite('denominator', cluster.denominator);
    numerator += cluster.numerator;
    denominator += cluster.denominator;
  }
  if (!(denominator > 0)) throw new RangeError('the denominators must add up to more than 0');
  const ratio = numerator / denominator;
  const squares = clusters.reduce((sum, c) => sum + (c.numerator - ratio * c.denominator) ** 2, 0);
  const scale = clusters.length / (clusters.length - 1);
  const standardError = Math.sqrt(scale * squares) / denominator;
  return {
    ratio,
    standardError,
    clusters: clusters.length,
    low: ratio - z * standardError,
    high: ratio + z * standardError,
  };
}
