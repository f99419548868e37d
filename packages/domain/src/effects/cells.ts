import type { ClusterCell } from '@fieldloop/statistics';
import { planOf } from '../facts/fact.ts';
import type { RevisionRef } from '../facts/fact.ts';
import type { Tally } from '../facts/tally.ts';
import type { Formula, MetricDefinition } from '../metrics/define-metric.ts';
import { bucketKey, impossibleBuckets } from '../metrics/quality.ts';
import type { LocalDay } from '../time/local-time.ts';
import { localTime, weekdayOf } from '../time/local-time.ts';

export interface CellsInput {
  readonly metric: MetricDefinition;
  readonly formula: Formula;
  readonly revision: RevisionRef;
  readonly by: 'inForce' | 'inHand';
  readonly tallies: readonly Tally[];
  readonly timeZone: string;
  readonly dayTypes?: ReadonlyMap<LocalDay, string>;
}

export interface EffectCells {
  readonly cells: readonly ClusterCell[];
  readonly days: { readonly before: ReadonlySet<LocalDay>; readonly after: ReadonlySet<LocalDay> };
  /** Site quarters and cells that cannot be: the part larger than the whole. */
  readonly leftOut: number;
}

type ArmName = ClusterCell['arm'];

/** Splits tallies into the arms of a comparison: strata site × day type × hour, clusters day × site. */
export function effectCells(input: CellsInput): EffectCells {
  const { metric, formula, timeZone } = input;
  const relevant = input.tallies.filter((t) => formula.numerator.of(t) !== 0 || formula.denominator?.of(t));
  const impossible = impossibleBuckets(metric, formula, relevant);
  const armOf = armSplitter(input, relevant);
  const sums = new Map<string, { -readonly [Key in keyof ClusterCell]: ClusterCell[Key] }>();
  const days = { before: new Set<LocalDay>(), after: new Set<LocalDay>() };
  for (const tally of relevant) {
    const arm = armOf(tally);
    if (arm === undefined || impossible.has(bucketKey(tally))) continue;
    const { day, hour } = localTime(tally.start, timeZone);
    const stratum = `${tally.site}|${input.dayTypes?.get(day) ?? dayTypeOf(day)}|${hour}`;
    const cluster = `${day}|${tally.site}`;
    const key = `${arm}|${stratum}|${cluster}`;
    const cell = sums.get(key) ?? { arm, stratum, cluster, successes: 0, trials: 0 };
    cell.successes += formula.numerator.of(tally);
    cell.trials += formula.denominator?.of(tally) ?? 0;
    sums.set(key, cell);
    if (cell.trials > 0) days[arm].add(day);
  }
  const cells = [...sums.values()].filter(({ successes, trials }) => successes >= 0 && successes <= trials);
  return { cells, days, leftOut: impossible.size + sums.size - cells.length };
}

/** `weekday` or `weekend`, by the weekday alone. */
export function dayTypeOf(day: LocalDay): 'weekday' | 'weekend' {
  return weekdayOf(day) >= 6 ? 'weekend' : 'weekday';
}

/**
 * Which arm a count belongs to. Before: an earlier revision of the plan, or none, counted before the first
 * count under this one. After: this revision in force; by hand, also on the phone. Later revisions are neither.
 */
function armSplitter(
  { revision, by }: CellsInput,
  tallies: readonly Tally[],
): (tally: Tally) => ArmName | undefined {
  const starts = new Map<string, number>();
  for (const { inForce, site, start } of tallies) {
    if (inForce === revision) starts.set(site, Math.min(start, starts.get(site) ?? Infinity));
  }
  const earliest = Math.min(...starts.values(), Infinity);
  return (tally) => {
    if (tally.inForce === revision) return by === 'inHand' && tally.inHand !== revision ? undefined : 'after';
    if (isLater(tally.inForce, revision)) return undefined;
    return tally.start < (starts.get(tally.site) ?? earliest) ? 'before' : undefined;
  };
}

function isLater(stamp: string, revision: RevisionRef): boolean {
  const plan = planOf(revision);
  if (!stamp.startsWith(`${plan}@`)) return false;
  return Number(stamp.slice(plan.length + 1)) > Number(revision.slice(plan.length + 1));
}
