import type { Role } from '../facts/fact.ts';
import type { Counter, Tally } from '../facts/tally.ts';

/** The same words in both languages: a metric's name and definition are data, shown and exported as they are. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A sum over tallies that knows which counters it needs, so a server reads no others. */
export interface Measure {
  readonly counters: readonly Counter[];
  readonly of: (tally: Tally) => number;
}

export interface Formula {
  readonly version: number;
  readonly text: Bilingual;
  readonly numerator: Measure;
  /** Absent for plain totals: the value is the numerator. */
  readonly denominator?: Measure;
  /** The value is numerator ÷ denominator × scale. Default 1. */
  readonly scale?: number;
  /**
   * How sure one can be: `proportion`: each of the denominator is in the numerator or not (Wilson);
   * `odds`: the numerator is not part of the denominator, the interval is that of the share turned into odds;
   * `ratio`: sums over quarters; `total`: a number that is what it is.
   */
  readonly inference: 'proportion' | 'odds' | 'ratio' | 'total';
}

export interface MetricDefinition {
  readonly id: string;
  readonly title: Bilingual;
  /** One sentence. */
  readonly definition: Bilingual;
  readonly basis: 'people' | 'times' | 'receipts' | 'money' | 'pieces';
  /** How to print the value: a share (0–1), pieces, minor units of money, or a plain ratio. */
  readonly unit: 'share' | 'count' | 'money' | 'ratio';
  /** Which way is good. */
  readonly direction: 'higher' | 'lower' | 'neither';
  /** Who answers for the definition. */
  readonly owner: Role;
  /** The first is the default. */
  readonly formulas: readonly [Formula, ...Formula[]];
  /** Read per value of this key: reasons, zones. */
  readonly breakdown?: 'detail' | 'zone';
  /** Days until a day's orders have had the time to be refunded; younger ones are left out. */
  readonly maturityDays?: number;
  /** A bucket where the numerator exceeds the denominator is a counting error, not a rate. */
  readonly boundedPerBucket?: true;
}

/** Declares a metric: one file each, one line in the catalogue. */
export function defineMetric<const Id extends string>(
  definition: MetricDefinition & { readonly id: Id },
): MetricDefinition & { readonly id: Id } {
  return definition;
}

/** How many of these counters, added up. */
export function count(...wanted: readonly Counter[]): Measure {
  return { counters: wanted, of: (tally) => (wanted.includes(tally.counter) ? tally.n : 0) };
}

/** The money of these counters, minor units, less that of `minus`. */
export function money(plus: readonly Counter[], minus: readonly Counter[] = []): Measure {
  return {
    counters: [...plus, ...minus],
    of: (tally) => {
      if (plus.includes(tally.counter)) return tally.amountMinor;
      return minus.includes(tally.counter) ? -tally.amountMinor : 0;
    },
  };
}

/** The formula of this version, or the default. @throws RangeError for a version that never was. */
export function formulaOf(metric: MetricDefinition, version?: number): Formula {
  if (version === undefined) return metric.formulas[0];
  const formula = metric.formulas.find((candidate) => candidate.version === version);
  if (formula === undefined) throw new RangeError(`metric ${metric.id} has no formula version ${version}`);
  return formula;
}

/** Every counter the metric needs, whatever the formula. */
export function countersOf(metric: MetricDefinition): readonly Counter[] {
  const all = metric.formulas.flatMap((f) => [...f.numerator.counters, ...(f.denominator?.counters ?? [])]);
  return [...new Set(all)];
}
