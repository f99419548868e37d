import type { Tally } from '../facts/tally.ts';
import type { Formula, MetricDefinition } from './define-metric.ts';
import { formulaOf } from './define-metric.ts';

export interface Computed {
  readonly numerator: number;
  /** 1 for plain totals. */
  readonly denominator: number;
  /** Absent while the denominator is 0. Never clamped. */
  readonly value?: number;
}

export interface ComputeOptions {
  /** Formula version; default the metric's first. */
  readonly formula?: number;
  /**
   * How many visitors one sampled visitor stands for. Needed only where a full count is divided by a
   * sampled one (till receipts ÷ sampled visitors); two sampled counts need no factor.
   */
  readonly sampleFactor?: number;
}

/**
 * The value of a metric over these tallies.
 * @throws RangeError for an unknown formula version or money of more than one currency.
 */
export function compute(
  metric: MetricDefinition,
  tallies: readonly Tally[],
  options: ComputeOptions = {},
): Computed {
  const formula = formulaOf(metric, options.formula);
  if (metric.unit === 'money') requireOneCurrency(formula, tallies);
  let numerator = 0;
  for (const tally of tallies) numerator += formula.numerator.of(tally);
  if (formula.denominator === undefined) return { numerator, denominator: 1, value: numerator };
  const factor = isMixed(formula, tallies) ? (options.sampleFactor ?? 1) : 1;
  let denominator = 0;
  for (const tally of tallies) denominator += formula.denominator.of(tally) * (tally.method === 'sample' ? factor : 1);
  if (denominator === 0) return { numerator, denominator };
  return { numerator, denominator, value: (numerator / denominator) * (formula.scale ?? 1) };
}

/** The same per value of the metric's breakdown key (reason, zone), each over the whole denominator. */
export function computeBy(
  metric: MetricDefinition,
  tallies: readonly Tally[],
  options: ComputeOptions = {},
): ReadonlyMap<string, Computed> {
  const { breakdown } = metric;
  if (breakdown === undefined) throw new RangeError(`metric ${metric.id} has no breakdown`);
  const formula = formulaOf(metric, options.formula);
  const { denominator } = compute(metric, tallies, options);
  const parts = new Map<string, number>();
  for (const tally of tallies) {
    const n = formula.numerator.of(tally);
    if (n !== 0) parts.set(tally[breakdown], (parts.get(tally[breakdown]) ?? 0) + n);
  }
  const byShare = [...parts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Map(
    byShare.map(([key, numerator]) => [
      key,
      denominator === 0 ? { numerator, denominator } : { numerator, denominator, value: numerator / denominator },
    ]),
  );
}

/** Is a full count divided by a sampled one? */
export function isMixed(formula: Formula, tallies: readonly Tally[]): boolean {
  const sampled = tallies.some((t) => t.method === 'sample' && formula.denominator?.of(t));
  return sampled && tallies.some((t) => t.method !== 'sample' && formula.numerator.of(t));
}

function requireOneCurrency(formula: Formula, tallies: readonly Tally[]): void {
  const currencies = new Set<string>();
  for (const tally of tallies) if (formula.numerator.of(tally) !== 0) currencies.add(tally.currency);
  if (currencies.size > 1) {
    throw new RangeError(`money of ${[...currencies].join(' and ')} cannot be added: ask per currency`);
  }
}
