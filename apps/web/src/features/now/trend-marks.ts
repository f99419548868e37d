import type { InForce } from '@fieldloop/domain/records/site';
import type { Target } from '@fieldloop/domain/records/target';

export interface RevisionMark {
  readonly at: number;
  /** `v2` */
  readonly revision: string;
}

/** Where the revision in force changed; confirming the same one again is no change. */
export function trendMarks(inForce: readonly Pick<InForce, 'revision' | 'from'>[]): readonly RevisionMark[] {
  return [...inForce]
    .sort((left, right) => left.from - right.from)
    .filter((entry, index, all) => all[index - 1]?.revision !== entry.revision)
    .map(({ revision, from }) => ({ at: from, revision: `v${revision.slice(revision.lastIndexOf('@') + 1)}` }));
}

/** The values a metric had to reach at a site, each from its instant until the next one. */
export function trendTargets(targets: readonly Target[], { site, metric, to }: { readonly site: string; readonly metric: string; readonly to: number }): readonly { readonly from: number; readonly to: number; readonly value: number }[] {
  return targets
    .filter((target) => target.metric === metric && !target.days && (target.sites.length === 0 || target.sites.includes(site)))
    .flatMap(({ values }) => values.map((value, index) => ({ from: value.from, to: Math.min(value.until ?? to, values[index + 1]?.from ?? to, to), value: value.value })))
    .filter((span) => span.to > span.from);
}
