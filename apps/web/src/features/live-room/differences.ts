/** What the platform shows as totals since the session began, in the order of the funnel; the last four stand beside it. */
export const totals = ['reached', 'reserved', 'exposure', 'viewer', 'impression', 'click', 'order', 'amountMinor', 'follow', 'contact'] as const;
export type Total = (typeof totals)[number];

/** One typed reading. Totals that the platform does not show are absent. `at`: ms. */
export interface Reading {
  readonly at: number;
  readonly totals: Readonly<Partial<Record<Total, number>>>;
}

/** What happened between two readings. */
export interface Difference {
  readonly total: Total;
  /** Since the reading before. Negative: the platform took something back (refunds, cleaned views). */
  readonly change: number;
  /** Per minute between the two readings; undefined for the first, and within a minute. */
  readonly perMinute: number | undefined;
}

/** The change of every total in the newest of two readings. Without an earlier one the total itself is the change. */
export function differences(before: Reading | undefined, now: Reading): readonly Difference[] {
  const minutes = before ? (now.at - before.at) / 60_000 : undefined;
  return totals.flatMap((total) => {
    const value = now.totals[total];
    if (value === undefined) return [];
    const change = value - (before?.totals[total] ?? 0);
    return [{ total, change, perMinute: minutes && minutes >= 1 ? change / minutes : undefined }];
  });
}

/** Totals that went down, which is a typing mistake more often than not. */
export function fallen(before: Reading | undefined, typed: Readonly<Partial<Record<Total, number>>>): readonly Total[] {
  return totals.filter((total) => {
    const was = before?.totals[total];
    const is = typed[total];
    return was !== undefined && is !== undefined && is < was;
  });
}

/** Steps of the live funnel, from → to. */
export const steps = [
  ['exposure', 'viewer'],
  ['viewer', 'impression'],
  ['impression', 'click'],
  ['click', 'order'],
] as const;
export type Step = (typeof steps)[number];

export interface StepRate {
  readonly step: Step;
  readonly rate: number;
  readonly trials: number;
}

type Counts = Readonly<Partial<Record<Total, number>>>;

/** The rate of each step that both ends are known for; none where the platform took back more than it added. */
export function stepRates(counts: Counts): readonly StepRate[] {
  return steps.flatMap((step) => {
    const trials = counts[step[0]];
    const successes = counts[step[1]];
    return trials === undefined || successes === undefined || trials <= 0 || successes < 0 ? [] : [{ step, rate: successes / trials, trials }];
  });
}

/** Fewer than this say nothing about a step. */
const leastTrials = 30;

/**
 * The step that fell furthest below its reference, as a ratio of rates. Steps are never compared with each other:
 * clicks to orders is always the smallest. Undefined when no step fell by more than a tenth.
 */
export function weakestStep(recent: Counts, reference: Counts): { readonly step: Step; readonly ratio: number } | undefined {
  const usual = new Map(stepRates(reference).filter(({ trials }) => trials >= leastTrials).map(({ step, rate }) => [step, rate]));
  const ratios = stepRates(recent).flatMap(({ step, rate, trials }) => {
    const expected = usual.get(step);
    return expected && trials >= leastTrials ? [{ step, ratio: rate / expected }] : [];
  });
  const weakest = ratios.toSorted((a, b) => a.ratio - b.ratio)[0];
  return weakest && weakest.ratio < 0.9 ? weakest : undefined;
}

/** Changes as counts, for the rates between two readings. */
export function changesOf(before: Reading | undefined, now: Reading): Counts {
  return Object.fromEntries(differences(before, now).map(({ total, change }) => [total, change]));
}
