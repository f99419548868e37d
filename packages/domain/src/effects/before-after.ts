import { CLUSTERS_PER_ARM, clusteredRiskDifference, katzRatio } from '@fieldloop/statistics';
import type { ClusterCell, ClusteredDifference, Proportion } from '@fieldloop/statistics';
import type { RevisionRef } from '../facts/fact.ts';
import type { Tally } from '../facts/tally.ts';
import type { MetricDefinition } from '../metrics/define-metric.ts';
import { formulaOf } from '../metrics/define-metric.ts';
import type { LocalDay } from '../time/local-time.ts';
import { effectCells } from './cells.ts';
import type { Arm, Effect, Estimate } from './effect.ts';
import { sentenceOf } from './sentence.ts';

export interface BeforeAfterInput {
  readonly metric: MetricDefinition;
  readonly formula?: number;
  readonly revision: RevisionRef;
  /** `inHand` compares scripts: counts by people who did not have the revision yet are left out. */
  readonly by?: 'inForce' | 'inHand';
  /** Of one site or several; each site and day is a cluster. */
  readonly tallies: readonly Tally[];
  readonly timeZone: string;
  /** Day types that the calendar knows better than the weekday: holidays, make-up workdays. */
  readonly dayTypes?: ReadonlyMap<LocalDay, string>;
  readonly confidence?: number;
}

/**
 * Effect of a revision on a share by before and after: Mantel–Haenszel over site × day type × hour, clustered
 * by day. Grade C when the interval excludes 0; D when it does not, or with fewer than three days an arm.
 * @throws RangeError for a metric that is not a share of people or receipts.
 */
export function beforeAfter(input: BeforeAfterInput): Effect {
  const { metric, revision, by = 'inForce', confidence = 0.95 } = input;
  const formula = formulaOf(metric, input.formula);
  if (formula.inference !== 'proportion') {
    throw new RangeError(`metric ${metric.id} is not a share, so before and after cannot be compared as one`);
  }
  const { cells, days, leftOut } = effectCells({ ...input, by, formula });
  const compared = clusteredRiskDifference(cells, confidence);
  const before = armOf(compared.before, days.before);
  const after = armOf(compared.after, days.after);
  const ratio = ratioOf(compared.after, compared.before, confidence);
  const difference = compared.state === 'measured' ? estimate(compared.difference, compared) : undefined;
  const workedFromDay = difference && firstDayThatWorked(cells, metric, confidence);
  const lacking = lackingOf(compared);
  const base = {
    metric: metric.id,
    formula: formula.version,
    revision,
    by,
    before,
    after,
    ...(difference && { difference }),
    ...(!difference && compared.difference !== undefined && { direction: compared.difference }),
    ...(ratio && { ratio }),
    method: difference ? ('mantel-haenszel-day-clusters' as const) : ('none' as const),
    ...(compared.state === 'measured' && { error: compared.method }),
    clusters: { before: compared.before.clusters, after: compared.after.clusters },
    grade: difference && excludesZero(difference) ? ('C' as const) : ('D' as const),
    ...(lacking && { lacking }),
    ...(workedFromDay !== undefined && { workedFromDay }),
    leftOut,
  };
  return { ...base, sentence: sentenceOf(base, metric) };
}

/** Does the interval leave 0 out? */
export function excludesZero({ low, high }: Estimate): boolean {
  return low > 0 || high < 0;
}

/** Days counted from the first in force, up to the first on which the interval lay on the good side of 0. */
function firstDayThatWorked(
  cells: readonly ClusterCell[],
  metric: MetricDefinition,
  confidence: number,
): number | undefined {
  const before = cells.filter((cell) => cell.arm === 'before');
  const byDay = Map.groupBy(
    cells.filter((cell) => cell.arm === 'after'),
    (cell) => cell.cluster.slice(0, cell.cluster.indexOf('|')),
  );
  const days = [...byDay.keys()].toSorted();
  for (let count = CLUSTERS_PER_ARM; count <= days.length; count++) {
    const after = days.slice(0, count).flatMap((day) => byDay.get(day) ?? []);
    const compared = clusteredRiskDifference([...before, ...after], confidence);
    if (compared.state !== 'measured') continue;
    if (metric.direction === 'lower' ? compared.high < 0 : compared.low > 0) return count;
  }
  return undefined;
}

function ratioOf(after: Proportion, before: Proportion, confidence: number): Estimate | undefined {
  if (after.successes === 0 || before.successes === 0) return undefined;
  const { ratio, low, high } = katzRatio(after, before, confidence);
  return { point: ratio, low, high };
}

function lackingOf(compared: ClusteredDifference): Effect['lacking'] {
  if (compared.after.trials === 0) return 'not-in-force';
  if (compared.before.trials === 0) return 'visitors';
  if (compared.state === 'measured') return undefined;
  return compared.reason === 'clusters' ? 'days' : 'visitors';
}

function armOf({ successes, trials }: Proportion, days: ReadonlySet<LocalDay>): Arm {
  const sorted = [...days].toSorted();
  const [from] = sorted;
  const to = sorted.at(-1);
  return {
    n: trials,
    successes,
    ...(trials > 0 && { rate: successes / trials }),
    days: sorted.length,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function estimate(point: number, { low, high }: { readonly low: number; readonly high: number }): Estimate {
  return { point, low, high };
}
