/**
 * Splits a whole number by weights so that the parts add up to it: each part its floor, what is left to the
 * largest remainders, ties to the earlier part.
 */
export function distribute(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) throw new RangeError('weights add up to nothing');
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const order = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    // Products of decimal weights carry noise in the last digits: equal is equal to nine places.
    .sort((one, two) => (Math.abs(two.remainder - one.remainder) > 1e-9 ? two.remainder - one.remainder : one.index - two.index));
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** An hour in four quarters: equal, the remainder to the earlier ones. */
export function quarters(total: number): number[] {
  return distribute(total, [1, 1, 1, 1]);
}
