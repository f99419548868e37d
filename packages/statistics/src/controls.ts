import { requireFinite, requireRate } from './require.ts';

/** Before and after of one unit, such as a site. */
export interface Change {
  readonly before: number;
  readonly after: number;
}

/** Mean change of the treated less mean change of the controls. */
export function differenceInDifferences(treated: readonly Change[], controls: readonly Change[]): number {
  return meanChange(treated) - meanChange(controls);
}

/**
 * Exact p of a sum over `treated` at least as extreme, over all ways to choose as many out of all values
 * (Fisher 1935). One-sided looks upwards; two-sided at the distance from the expected sum. With 4 + 4 units
 * the two-sided p cannot be below 2/70.
 * @throws RangeError beyond 24 values, where all ways are too many to count.
 */
export function permutationTest(
  treated: readonly number[],
  controls: readonly number[],
): { readonly oneSided: number; readonly twoSided: number; readonly ways: number } {
  const all = [...treated, ...controls];
  if (treated.length === 0 || controls.length === 0) throw new RangeError('both groups need at least one value');
  if (all.length > 24) throw new RangeError(`an exact permutation test takes at most 24 values; got ${all.length}`);
  for (const value of all) requireFinite('value', value);
  const observed = total(treated);
  const expected = (total(all) * treated.length) / all.length;
  // Sums of the same values in another order differ in the last digits.
  const slack = 1e-9 * (1 + Math.abs(observed));
  const tally = { ways: 0, above: 0, beyond: 0 };
  eachSum(all, treated.length, (sum) => {
    tally.ways++;
    if (sum >= observed - slack) tally.above++;
    if (Math.abs(sum - expected) >= Math.abs(observed - expected) - slack) tally.beyond++;
  });
  return { oneSided: tally.above / tally.ways, twoSided: tally.beyond / tally.ways, ways: tally.ways };
}

/**
 * Benjamini & Hochberg's adjusted p values (1995), in the order given: at most the share `q` of those at or below
 * `q` are false on average.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  for (const p of pValues) requireRate('p', p);
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  order.forEach(({ p, index }, position) => {
    smallest = Math.min(smallest, p * (pValues.length / (pValues.length - position)));
    adjusted[index] = smallest;
  });
  return adjusted;
}

function meanChange(changes: readonly Change[]): number {
  if (changes.length === 0) throw new RangeError('both groups need at least one unit');
  return changes.reduce((sum, { before, after }) => sum + after - before, 0) / changes.length;
}

function eachSum(values: readonly number[], take: number, visit: (sum: number) => void, sum = 0, from = 0): void {
  if (take === 0) {
    visit(sum);
    return;
  }
  for (let i = from; i <= values.length - take; i++) eachSum(values, take - 1, visit, sum + (values[i] ?? 0), i + 1);
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
