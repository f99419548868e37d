import { criticalValue } from '@fieldloop/statistics';

export interface Pace {
  /** Value so far ÷ the day's target. */
  readonly reached: number;
  /** The share usual at this time on the same type of day. */
  readonly usual?: number;
  readonly state: 'above' | 'near' | 'below' | 'not-enough';
}

/**
 * Money against a day's target, compared with what is usual by this time of the same type of day.
 * `near` when the difference is within the chance of that many receipts (relative error 1 ÷ √receipts).
 * @throws RangeError when the target is not above 0.
 */
export function paceOf(input: {
  readonly value: number;
  readonly target: number;
  readonly receipts: number;
  readonly usual?: number;
  readonly confidence?: number;
}): Pace {
  const { value, target, receipts, usual } = input;
  if (!(target > 0)) throw new RangeError(`target must be above 0; got ${target}`);
  const reached = value / target;
  if (usual === undefined || receipts <= 0) {
    return { reached, ...(usual !== undefined && { usual }), state: 'not-enough' };
  }
  const chance = (criticalValue(input.confidence ?? 0.95) * reached) / Math.sqrt(receipts);
  if (Math.abs(reached - usual) <= chance) return { reached, usual, state: 'near' };
  return { reached, usual, state: reached > usual ? 'above' : 'below' };
}
