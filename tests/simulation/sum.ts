import { faultKinds, type FaultKind, type WorldReport } from '@fieldloop/sync/simulation';

/** What many worlds came to. */
export interface Sum {
  readonly seeds: number;
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: number;
}

export const emptySum: Sum = {
  seeds: 0, faults: Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>, counts: {}, violations: 0,
};

export function addUp(sum: Sum, report: WorldReport): Sum {
  return join(sum, { ...emptySum, seeds: 1, faults: { ...emptySum.faults, ...report.faults }, counts: report.counts, violations: report.violations.length });
}

export function join(left: Sum, right: Sum): Sum {
  return {
    seeds: left.seeds + right.seeds,
    faults: joinCounts(left.faults, right.faults) as Record<FaultKind, number>,
    counts: joinCounts(left.counts, right.counts),
    violations: left.violations + right.violations,
  };
}

function joinCounts(left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): Record<string, number> {
  const joined = { ...left };
  for (const [what, count] of Object.entries(right)) joined[what] = (joined[what] ?? 0) + count;
  return joined;
}
