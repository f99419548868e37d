import type { MetricDefinition } from '../metrics/define-metric.ts';
import type { Effect, Sentence } from './effect.ts';

/**
 * Which sentence an effect deserves. Parameters: `metric` id, `points`, `low`, `high` in percentage points with
 * one decimal (the sign kept), `perHundred` people of each hundred (a whole number without sign), `daysBefore`,
 * `daysAfter`, `n`, `grade`, and `daysNeeded` where days are lacking.
 */
export function sentenceOf(effect: Omit<Effect, 'sentence'>, metric: MetricDefinition): Sentence {
  const common = {
    metric: metric.id,
    daysBefore: effect.clusters.before,
    daysAfter: effect.clusters.after,
    n: effect.before.n + effect.after.n,
    grade: effect.grade,
  };
  const { difference, direction, lacking } = effect;
  if (lacking === 'not-in-force') return { key: 'effect-not-in-force', params: common };
  if (difference === undefined) {
    if (direction === undefined) return { key: 'effect-nothing-to-compare', params: common };
    const daysNeeded = Math.max(0, 3 - common.daysBefore) + Math.max(0, 3 - common.daysAfter);
    return { key: 'effect-directional', params: { ...common, points: points(direction), daysNeeded } };
  }
  const params = {
    ...common,
    points: points(difference.point),
    low: points(difference.low),
    high: points(difference.high),
    perHundred: Math.round(Math.abs(difference.point) * 100),
  };
  if (effect.grade === 'D') return { key: 'effect-unclear', params };
  if (metric.direction === 'neither') return { key: 'effect-changed', params };
  const better = difference.point > 0 === (metric.direction === 'higher');
  return { key: better ? 'effect-better' : 'effect-worse', params };
}

/** Percentage points with one decimal. */
function points(share: number): number {
  return Math.round(share * 1_000) / 10;
}
