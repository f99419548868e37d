import { formulaOf, type MetricDefinition } from '@fieldloop/domain/define-metric';
import { evidence, paceOf } from '@fieldloop/domain/metrics';
import type { Method, Tally } from '@fieldloop/domain/tally';
import type { Tile } from '../api/schemas/insight-now.ts';

export interface TileInput {
  readonly metric: MetricDefinition;
  /** Of the day so far, up to what may be judged. */
  readonly tallies: readonly Tally[];
  readonly target: number | undefined;
  readonly freshness: Tile['freshness'];
  readonly currency: string;
  readonly sampleFactor: number;
  readonly comparison: Tile['comparison'];
  /** Money: the share of a day usual by this time. */
  readonly usual: number | undefined;
  readonly now: number;
}

/** One number with what is needed to trust it. */
export function tileOf(input: TileInput): Tile {
  const { metric, tallies, target, freshness } = input;
  const formula = formulaOf(metric);
  const found = evidence(metric, tallies, {
    sampleFactor: input.sampleFactor, now: input.now, ...(target === undefined ? {} : { target }),
  });
  const receipts = tallies.reduce((sum, tally) => sum + (tally.counter === 'receipt' || tally.counter === 'order' ? tally.n : 0), 0);
  const isMoney = metric.unit === 'money';
  const isTotal = formula.inference === 'total';
  const pace =
    isMoney && isTotal && target !== undefined && target > 0
      ? paceOf({ value: found.value ?? 0, target, receipts, ...(input.usual === undefined ? {} : { usual: input.usual }) })
      : undefined;
  return {
    metric: metric.id,
    unit: metric.unit,
    numerator: found.numerator,
    denominator: found.denominator,
    ...(found.value === undefined ? {} : { value: found.value }),
    ...(found.interval ? { low: found.interval.low, high: found.interval.high } : {}),
    n: isMoney && isTotal ? receipts : found.n,
    ...(target === undefined ? {} : { target }),
    state: pace ? pace.state : found.state,
    ...(found.needed === undefined ? {} : { needed: Math.ceil(found.needed) }),
    ...(isMoney && isTotal ? { amountMinor: Math.round(found.numerator), currency: input.currency } : {}),
    ...(isMoney && !isTotal ? { currency: input.currency } : {}),
    formula: found.formula,
    freshness,
    ...(input.comparison ? { comparison: input.comparison } : {}),
    ...(pace ? { pace } : {}),
    flags: [...found.flags, ...(freshness.lateDevices > 0 ? (['open'] as const) : [])],
    sources: sourcesOf(tallies.filter((tally) => formula.numerator.of(tally) !== 0 || (formula.denominator?.of(tally) ?? 0) !== 0)),
  };
}

/** How much of a number came to be by which method, largest first. */
export function sourcesOf(tallies: readonly Tally[]): Tile['sources'] {
  const sums = new Map<Method, number>();
  for (const { method, n } of tallies) sums.set(method, (sums.get(method) ?? 0) + n);
  return [...sums].map(([method, n]) => ({ method, n })).toSorted((a, b) => b.n - a.n);
}
