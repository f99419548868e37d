import { normalCdf } from './normal.ts';
import { requireFinite, requirePositive } from './require.ts';

export interface CusumPoint {
  /** Sum of what was above target + allowance since it last was 0. */
  readonly up: number;
  readonly down: number;
  readonly signal: 'none' | 'up' | 'down';
}

export interface CusumSettings {
  /** What is expected: 0 for standardized residuals. */
  readonly target: number;
  /** k, half the shift that matters, in the unit of the values. */
  readonly allowance: number;
  /** h: a signal when a sum exceeds it. */
  readonly limit: number;
}

/** Page's cumulative sums (1954) in both directions: finds a slow drift that no single quarter shows. */
export function cusum(values: readonly number[], { target, allowance, limit }: CusumSettings): readonly CusumPoint[] {
  requireFinite('target', target);
  requirePositive('limit', limit);
  if (!(allowance >= 0)) throw new RangeError(`allowance must be 0 or more; got ${allowance}`);
  let up = 0;
  let down = 0;
  return values.map((value) => {
    requireFinite('value', value);
    up = Math.max(0, up + value - target - allowance);
    down = Math.max(0, down + target - value - allowance);
    return { up, down, signal: up > limit ? 'up' : down > limit ? 'down' : 'none' };
  });
}

/**
 * Average number of standardized values until a one-sided CUSUM signals, when the mean is `shift` standard
 * deviations off: Brook & Evans' Markov chain (1972), refined by Richardson extrapolation.
 */
export function cusumRunLength(allowance: number, limit: number, shift = 0): number {
  requirePositive('limit', limit);
  requireFinite('shift', shift);
  const coarse = chainRunLength(allowance, limit, shift, 60);
  const fine = chainRunLength(allowance, limit, shift, 120);
  return fine + (fine - coarse) / 3;
}

/** Two-sided: the rates of the two directions add up (Kemp 1961). */
export function cusumRunLengthTwoSided(allowance: number, limit: number, shift = 0): number {
  return 1 / (1 / cusumRunLength(allowance, limit, shift) + 1 / cusumRunLength(allowance, limit, -shift));
}

function chainRunLength(allowance: number, limit: number, shift: number, states: number): number {
  const width = (2 * limit) / (2 * states - 1);
  const below = (from: number, edge: number) => normalCdf((edge - from) * width + allowance - shift);
  // Rows of I − Q with a right-hand side of ones: expected steps to absorption from each state.
  const rows = Array.from({ length: states }, (_, from) => {
    const row = Array.from({ length: states }, (__, to) => {
      const probability = to === 0 ? below(from, 0.5) : below(from, to + 0.5) - below(from, to - 0.5);
      return (from === to ? 1 : 0) - probability;
    });
    return [...row, 1];
  });
  return solveFirst(rows);
}

/** Gaussian elimination upwards, so that the first unknown comes out last; the matrix is diagonally dominant. */
function solveFirst(rows: number[][]): number {
  for (let pivot = rows.length - 1; pivot > 0; pivot--) {
    const source = rows[pivot] ?? [];
    for (let target = 0; target < pivot; target++) {
      const row = rows[target] ?? [];
      const factor = (row[pivot] ?? 0) / (source[pivot] ?? 1);
      for (let column = 0; column < source.length; column++) {
        if (column <= pivot || column === source.length - 1) row[column] = (row[column] ?? 0) - factor * (source[column] ?? 0);
      }
    }
  }
  const first = rows[0] ?? [];
  return (first.at(-1) ?? 0) / (first[0] ?? 1);
}

export interface EwmaSettings {
  readonly start: number;
  /** Standard deviation of a single value. */
  readonly deviation: number;
  /** λ, the weight of the newest value. */
  readonly weight: number;
  /** Limits at so many standard deviations. Default 3. */
  readonly sigmas?: number;
}

/** Exponentially weighted moving average with its limits (NIST/SEMATECH 6.3.2.4). */
export function ewma(
  values: readonly number[],
  { start, deviation, weight, sigmas = 3 }: EwmaSettings,
): { readonly points: readonly number[]; readonly low: number; readonly high: number } {
  requirePositive('deviation', deviation);
  if (!(weight > 0 && weight <= 1)) throw new RangeError(`weight must be above 0 and at most 1; got ${weight}`);
  const half = sigmas * deviation * Math.sqrt(weight / (2 - weight));
  let mean = start;
  const points = values.map((value) => {
    requireFinite('value', value);
    mean = weight * value + (1 - weight) * mean;
    return mean;
  });
  return { points, low: start - half, high: start + half };
}
