import type { Tally } from '../facts/tally.ts';
import type { Formula, MetricDefinition } from './define-metric.ts';

/** Doubts that travel with a number. The words are the screen's. */
export type QualityFlag =
  /** More bought than came in, in some quarter: check the data. Those quarters are out of the inference. */
  | 'bought-more-than-entered'
  /** Not every device on shift has synced past the end. Set by whoever knows the devices. */
  | 'open'
  /** Counted in sample windows. */
  | 'sampled'
  /** Some orders are too young to have been refunded; they are left out. */
  | 'immature'
  /** The part is larger than the whole, so there is no interval. */
  | 'more-than-all';

/** `site|start` of quarters whose numerator exceeds the denominator, for metrics where that is an error. */
export function impossibleBuckets(
  metric: MetricDefinition,
  formula: Formula,
  tallies: readonly Tally[],
): ReadonlySet<string> {
  if (!metric.boundedPerBucket || formula.denominator === undefined) return new Set();
  const sums = new Map<string, number>();
  for (const tally of tallies) {
    const surplus = formula.numerator.of(tally) - formula.denominator.of(tally);
    if (surplus !== 0) sums.set(bucketKey(tally), (sums.get(bucketKey(tally)) ?? 0) + surplus);
  }
  return new Set([...sums].filter(([, surplus]) => surplus > 0).map(([key]) => key));
}

/** A quarter of one site. */
export function bucketKey(tally: Tally): string {
  return `${tally.site}|${tally.start}`;
}
