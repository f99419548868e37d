import type { Interval, Proportion } from './interval.ts';
import { mantelHaenszelRiskDifference, stratumWeight } from './mantel-haenszel.ts';
import { criticalValue } from './normal.ts';
import { requireCounts } from './require.ts';

/** What was counted in one stratum (such as weekend 15:00) on one cluster (a day) of one arm. */
export interface ClusterCell extends Proportion {
  readonly arm: 'before' | 'after';
  readonly stratum: string;
  readonly cluster: string;
}

export interface ArmTotals extends Proportion {
  readonly clusters: number;
}

export type ClusteredDifference =
  | (Interval & {
      readonly state: 'measured';
      /** after − before, weighted over strata; a fraction, 0.26 is 26 points. */
      readonly difference: number;
      readonly standardError: number;
      /** Which of the two errors was the wider, and is therefore shown. */
      readonly method: 'clustered' | 'binomial';
      readonly clusteredError: number;
      readonly binomialError: number;
      readonly strataUsed: number;
      readonly before: ArmTotals;
      readonly after: ArmTotals;
    })
  | {
      readonly state: 'not-enough';
      readonly reason: 'clusters' | 'strata';
      /** Direction only: there are too few clusters to say how sure it is. Absent without a common stratum. */
      readonly difference?: number;
      readonly before: ArmTotals;
      readonly after: ArmTotals;
    };

/** With two clusters an arm the variance itself is a guess: metrics ask for three. */
export const CLUSTERS_PER_ARM = 3;

/**
 * Change of a rate between two periods, freed of a change in the mix of strata: Mantel–Haenszel weights,
 * variance from the sums per cluster of (stratum residual × weight), with G/(G − 1) per arm, and a normal
 * limit. Days differ by more than visitors do, so the visitors of one day are not independent; the interval
 * is the wider of the clustered and the binomial one.
 */
export function clusteredRiskDifference(
  cells: readonly ClusterCell[],
  confidence = 0.95,
): ClusteredDifference {
  const z = criticalValue(confidence);
  const strata = groupByStratum(cells);
  const before = totals(cells, 'before');
  const after = totals(cells, 'after');
  const common = [...strata.values()].filter((s) => s.before.trials > 0 && s.after.trials > 0);
  if (common.length === 0) return { state: 'not-enough', reason: 'strata', before, after };

  const plain = mantelHaenszelRiskDifference(common.map((s) => ({ first: s.after, second: s.before })));
  const { difference } = plain;
  if (before.clusters < CLUSTERS_PER_ARM || after.clusters < CLUSTERS_PER_ARM) {
    return { state: 'not-enough', reason: 'clusters', difference, before, after };
  }
  const clusteredError = Math.sqrt(armVariance(cells, strata, 'before') + armVariance(cells, strata, 'after'));
  const standardError = Math.max(clusteredError, plain.standardError);
  return {
    state: 'measured',
    difference,
    standardError,
    low: Math.max(-1, difference - z * standardError),
    high: Math.min(1, difference + z * standardError),
    method: clusteredError >= plain.standardError ? 'clustered' : 'binomial',
    clusteredError,
    binomialError: plain.standardError,
    strataUsed: common.length,
    before,
    after,
  };
}

type Arms = Record<ClusterCell['arm'], Proportion>;
const EMPTY: Proportion = { successes: 0, trials: 0 };

function groupByStratum(cells: readonly ClusterCell[]): ReadonlyMap<string, Arms> {
  const strata = new Map<string, Arms>();
  for (const cell of cells) {
    requireCounts(cell.successes, cell.trials, true);
    const arms = strata.get(cell.stratum) ?? { before: EMPTY, after: EMPTY };
    strata.set(cell.stratum, { ...arms, [cell.arm]: add(arms[cell.arm], cell) });
  }
  return strata;
}

/** Variance of one arm's weighted mean: G/(G − 1) Σ_g (Σ_strata w/n (y − p n_g))² ÷ (Σ w)². */
function armVariance(
  cells: readonly ClusterCell[],
  strata: ReadonlyMap<string, Arms>,
  arm: ClusterCell['arm'],
): number {
  let weights = 0;
  for (const s of strata.values()) weights += weightOf(s);
  const sums = new Map<string, number>();
  for (const cell of cells) {
    if (cell.arm !== arm || cell.trials === 0) continue;
    const arms = strata.get(cell.stratum);
    if (arms === undefined) continue;
    const own = arms[arm];
    const residual = cell.successes - (own.successes / own.trials) * cell.trials;
    const scaled = (weightOf(arms) / own.trials) * residual;
    sums.set(cell.cluster, (sums.get(cell.cluster) ?? 0) + scaled);
  }
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return ((sums.size / (sums.size - 1)) * squares) / (weights * weights);
}

function weightOf({ before, after }: Arms): number {
  return before.trials > 0 && after.trials > 0 ? stratumWeight(before.trials, after.trials) : 0;
}

/** Clusters count only where they had trials: a closed day is not a day of evidence. */
function totals(cells: readonly ClusterCell[], arm: ClusterCell['arm']): ArmTotals {
  const own = cells.filter((cell) => cell.arm === arm && cell.trials > 0);
  const sum = own.reduce(add, EMPTY);
  return { ...sum, clusters: new Set(own.map((cell) => cell.cluster)).size };
}

function add(a: Proportion, b: Proportion): Proportion {
  return { successes: a.successes + b.successes, trials: a.trials + b.trials };
}
