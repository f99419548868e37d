import type { Interval } from '@fieldloop/statistics';
import { visitorsUntilAbove, visitorsUntilBelow } from '@fieldloop/statistics';
import type { Formula } from './define-metric.ts';

/** Fewer than this many people and a rate is shown grey: nothing is said about it. */
export const MINIMUM_N = 30;

/**
 * Half an interval may be this part of the target and still be called near. 402 of 1,102 against 35 % (0.08) and
 * 40 of 402 against 8 % (0.37) are near; 4 of 40 against 20 % (0.48) is too few to tell.
 */
const NEAR_WITHIN = 0.4;

export interface Standing {
  /**
   * Against a target: `near` means that the interval contains it. `not-enough`: too few counted, or an interval
   * so wide (see `NEAR_WITHIN`) that to contain the target means nothing.
   * `no-target`: nothing to compare with. `none`: a number that is not compared (totals, or nothing counted).
   */
  readonly state: 'above' | 'near' | 'below' | 'not-enough' | 'no-target' | 'none';
  /** With `not-enough`: how many more must be counted, at the rate seen so far. */
  readonly needed?: number;
}

export interface StandingInput {
  readonly formula: Formula;
  readonly value: number | undefined;
  readonly n: number;
  readonly interval: Interval | undefined;
  readonly target: number | undefined;
  readonly confidence: number;
}

/** Where a value stands, by its interval and never by its point alone. */
export function standingOf({ formula, value, n, interval, target, confidence }: StandingInput): Standing {
  if (formula.inference === 'total') return { state: target === undefined ? 'no-target' : 'none' };
  if (n < MINIMUM_N) return { state: 'not-enough', needed: MINIMUM_N - n };
  if (target === undefined) return { state: 'no-target' };
  if (value === undefined || interval === undefined) return { state: 'none' };
  if (interval.low > target) return { state: 'above' };
  if (interval.high < target) return { state: 'below' };
  if ((interval.high - interval.low) / 2 <= NEAR_WITHIN * target) return { state: 'near' };
  const missing = formula.inference === 'proportion' ? stillNeeded(target, value, n, confidence) : undefined;
  return { state: 'not-enough', ...(missing !== undefined && { needed: missing }) };
}

/** Undefined when the value lies on the target, or there is no more to be counted that would help. */
function stillNeeded(target: number, value: number, n: number, confidence: number): number | undefined {
  if (!(target > 0 && target < 1) || value === target) return undefined;
  const all = value < target ? visitorsUntilBelow(target, value, confidence) : visitorsUntilAbove(target, value, confidence);
  return all > n ? all - n : undefined;
}
