import { wilsonInterval } from '@fieldloop/statistics';
import type { AlertEvidence } from '../facts/alert-evidence.ts';
import type { Tally } from '../facts/tally.ts';
import { bucketMs } from '../facts/tally.ts';
import { metricOf } from '../metrics/catalogue.ts';
import { formulaOf } from '../metrics/define-metric.ts';
import { proportionOf } from '../metrics/interval-of.ts';
import { bucketKey, impossibleBuckets } from '../metrics/quality.ts';
import type { Period } from '../time/opening.ts';
import type { Reading } from './phases.ts';
import type { CountCondition, RateCondition, Rule, SilenceCondition } from './rule.ts';

/** Somebody on shift at the site; no `to` while the shift runs. */
export interface ShiftPeriod {
  readonly from: number;
  readonly to?: number | undefined;
}

export interface Judged {
  readonly reading: Reading;
  readonly evidence: AlertEvidence;
}

/** A bucket may cover more than a quarter (half-hourly sensors, platform readings), never more than this. */
const LONGEST_COVER_MS = 60 * 60_000;
/** Group of rules that do not split. */
export const WHOLE = '';

/** Where the numbers for a quarter ending at `end` start. */
export function windowStart(rule: Rule, end: number, period: Period): number {
  const { condition } = rule;
  if (condition.kind !== 'rate') return end - condition.minutes * 60_000;
  return condition.window.kind === 'rolling' ? end - condition.window.minutes * 60_000 : period.from;
}

/**
 * What the quarter that ends at `end` says, per group. Only buckets that are over by then count.
 * Count rules give the groups that occur; a group that is absent is `recovered`.
 */
export function judge(
  rule: Rule,
  tallies: readonly Tally[],
  end: number,
  period: Period,
  shifts: readonly ShiftPeriod[],
): ReadonlyMap<string, Judged> {
  const from = windowStart(rule, end, period);
  const within = tallies.filter(
    (tally) => tally.start >= from && closesAt(tally) <= end && (rule.zone === undefined || tally.zone === rule.zone),
  );
  const frame = { from, until: end, ...(rule.zone !== undefined && { zone: rule.zone }) };
  switch (rule.condition.kind) {
    case 'rate':
      return new Map([[WHOLE, judgeRate(rule.condition, within, frame)]]);
    case 'count':
      return judgeCount(rule.condition, within, frame);
    case 'silence':
      return new Map([[WHOLE, judgeSilence(rule.condition, within, frame, period, shifts)]]);
  }
}

type Frame = Pick<AlertEvidence, 'from' | 'until' | 'zone'>;

function judgeRate(condition: RateCondition, tallies: readonly Tally[], frame: Frame): Judged {
  const metric = metricOf(condition.metric);
  const formula = formulaOf(metric);
  const impossible = impossibleBuckets(metric, formula, tallies);
  const { successes, trials } = proportionOf(
    formula,
    tallies.filter((tally) => !impossible.has(bucketKey(tally))),
  );
  const evidence: AlertEvidence = {
    ...frame,
    metric: metric.id,
    numerator: successes,
    denominator: trials,
    level: condition.level,
    direction: condition.direction,
  };
  if (trials < condition.minimum || successes < 0 || successes > trials) return { reading: 'not-enough', evidence };
  const { low, high } = wilsonInterval(successes, trials);
  return { reading: readRate(condition, successes / trials, low, high), evidence: { ...evidence, low, high } };
}

/** To ring, the whole interval must lie beyond the level; to go quiet, the value past the recovery level will do. */
function readRate({ direction, level, recovery }: RateCondition, value: number, low: number, high: number): Reading {
  if (direction === 'below') return high < level ? 'beyond' : value > recovery ? 'recovered' : 'between';
  return low > level ? 'beyond' : value < recovery ? 'recovered' : 'between';
}

function judgeCount(
  { counter, detail, groupBy, atLeast }: CountCondition,
  tallies: readonly Tally[],
  frame: Frame,
): ReadonlyMap<string, Judged> {
  const sums = new Map<string, number>();
  for (const tally of tallies) {
    if (tally.counter !== counter || (detail !== undefined && tally.detail !== detail)) continue;
    const group = groupBy === 'detail' ? tally.detail : WHOLE;
    sums.set(group, (sums.get(group) ?? 0) + tally.n);
  }
  const groups = new Map<string, Judged>();
  for (const [group, numerator] of sums) {
    const named = group || detail;
    const evidence: AlertEvidence = {
      ...frame,
      metric: counter,
      numerator,
      level: atLeast,
      direction: 'above',
      ...(named && { detail: named }),
    };
    groups.set(group, { reading: numerator >= atLeast ? 'beyond' : 'recovered', evidence });
  }
  return groups;
}

function judgeSilence(
  { minutes }: SilenceCondition,
  tallies: readonly Tally[],
  frame: Frame,
  period: Period,
  shifts: readonly ShiftPeriod[],
): Judged {
  const numerator = tallies.reduce((sum, tally) => sum + (onFloor(tally) ? Math.abs(tally.n) : 0), 0);
  const manned = shifts.some(({ from, to }) => from <= frame.from && (to === undefined || to >= frame.until));
  const evidence: AlertEvidence = { ...frame, metric: 'silence', numerator, denominator: minutes, level: 1, direction: 'below' };
  if (numerator > 0) return { reading: 'recovered', evidence };
  // A window that began before opening, or with nobody on shift, says nothing.
  if (frame.from < period.from || !manned) return { reading: 'not-enough', evidence };
  return { reading: 'beyond', evidence };
}

/** Refunds are booked on the day of the order: they are no sign of life. */
function onFloor({ counter }: Tally): boolean {
  return counter !== 'refund' && counter !== 'liveRefund';
}

function closesAt({ start, minutes }: Tally): number {
  return start + Math.min(LONGEST_COVER_MS, Math.max(bucketMs, minutes * 60_000));
}
