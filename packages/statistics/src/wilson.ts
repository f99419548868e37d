import type { Interval } from './interval.ts';
import { criticalValue } from './normal.ts';
import { requireCounts } from './require.ts';

/**
 * Wilson's score interval of one rate, as fractions from 0 to 1.
 * Centre (p + z²/2n)/(1 + z²/n), half width z/(1 + z²/n)·√(p(1 − p)/n + z²/4n²) (Wilson 1927).
 * @throws RangeError when there are no trials, or more successes than trials.
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireCounts(successes, trials);
  const z = criticalValue(confidence);
  const rate = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (rate + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  return {
    // At the ends the two terms are equal in theory; rounding must not leave a sliver.
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
