import type { Interval } from '@fieldloop/statistics';
import type { Tally } from '../facts/tally.ts';
import type { ComputeOptions, Computed } from './compute.ts';
import { compute, isMixed } from './compute.ts';
import type { MetricDefinition } from './define-metric.ts';
import { formulaOf } from './define-metric.ts';
import { proportionInterval, ratioInterval } from './interval-of.ts';
import type { QualityFlag } from './quality.ts';
import { bucketKey, impossibleBuckets } from './quality.ts';
import type { Standing } from './standing.ts';
import { standingOf } from './standing.ts';

const dayMs = 86_400_000;

export interface EvidenceOptions extends ComputeOptions {
  readonly target?: number;
  /** Default 0.95. */
  readonly confidence?: number;
  /** For metrics with a maturity: orders of the last `maturityDays` before this instant are left out. */
  readonly now?: number;
}

/** A number with everything that says how far to trust it. */
export interface Evidence extends Computed, Standing {
  readonly metric: string;
  readonly formula: number;
  /** People, receipts or times behind it: what was really counted, never multiplied by a sample factor. */
  readonly n: number;
  readonly interval?: Interval;
  readonly method: 'wilson' | 'sums-by-quarter' | 'none';
  readonly target?: number;
  readonly flags: readonly QualityFlag[];
}

/** The value of a metric with its interval, n, standing against a target, and doubts. */
export function evidence(
  metric: MetricDefinition,
  tallies: readonly Tally[],
  options: EvidenceOptions = {},
): Evidence {
  const formula = formulaOf(metric, options.formula);
  const confidence = options.confidence ?? 0.95;
  const flags: QualityFlag[] = [];
  const old = matured(metric, tallies, options.now);
  if (old.length < tallies.length) flags.push('immature');
  const relevant = old.filter((t) => formula.numerator.of(t) !== 0 || (formula.denominator?.of(t) ?? 0) !== 0);
  if (relevant.some((t) => t.method === 'sample')) flags.push('sampled');
  const impossible = impossibleBuckets(metric, formula, relevant);
  if (impossible.size > 0) flags.push('bought-more-than-entered');

  const computed = compute(metric, relevant, options);
  const trusted = impossible.size > 0 ? relevant.filter((t) => !impossible.has(bucketKey(t))) : relevant;
  const n = count(relevant, (t) => formula.denominator?.of(t) ?? formula.numerator.of(t));
  let interval: Interval | undefined;
  let method: Evidence['method'] = 'none';
  if (formula.inference === 'ratio') {
    interval = ratioInterval(formula, trusted, confidence);
    method = interval ? 'sums-by-quarter' : 'none';
  } else if (formula.inference !== 'total' && !isMixed(formula, relevant)) {
    const found = proportionInterval(formula, trusted, confidence);
    if (found === 'more-than-all') flags.push('more-than-all');
    else if (found) ({ interval, method } = found);
  }
  return {
    metric: metric.id,
    formula: formula.version,
    ...computed,
    n,
    ...(interval && { interval }),
    method,
    ...(options.target !== undefined && { target: options.target }),
    ...standingOf({ formula, value: computed.value, n, interval, target: options.target, confidence }),
    flags,
  };
}

function matured(metric: MetricDefinition, tallies: readonly Tally[], now?: number): readonly Tally[] {
  if (metric.maturityDays === undefined || now === undefined) return tallies;
  const youngest = now - metric.maturityDays * dayMs;
  return tallies.filter((tally) => tally.start <= youngest);
}

function count(tallies: readonly Tally[], of: (tally: Tally) => number): number {
  return tallies.reduce((sum, tally) => sum + of(tally), 0);
}
