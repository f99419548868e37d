/** What a target has to say to be drawn. */
export interface DrawnTarget {
  readonly metric: string;
  readonly sites: readonly string[];
  readonly days?: readonly string[] | undefined;
  /** By `from`. */
  readonly values: readonly { readonly value: number; readonly from: number; readonly until?: number | undefined }[];
}

export interface RevisionMark {
  readonly at: number;
  /** `v2` */
  readonly revision: string;
}

/** Where the revision in force changed; confirming the same one again is no change. */
export function trendMarks(
  inForce: readonly { readonly revision: string; readonly from: number }[],
): readonly RevisionMark[] {
  return [...inForce]
    .sort((left, right) => left.from - right.from)
    .filter((entry, index, all) => all[index - 1]?.revision !== entry.revision)
    .map(({ revision, from }) => ({ at: from, revision: `v${revision.slice(revision.lastIndexOf('@') + 1)}` }));
}

export interface TargetSpan {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The values a metric had to reach at a site, each from its instant until the next one. */
export function trendTargets(
  targets: readonly DrawnTarget[],
  { site, metric, to }: { readonly site: string; readonly metric: string; readonly to: number },
): readonly TargetSpan[] {
  return targets
    .filter(
      (target) =>
        target.metric === metric && !target.days && (target.sites.length === 0 || target.sites.includes(site)),
    )
    .flatMap(({ values }) =>
      values.map((value, index) => ({
        from: value.from,
        to: Math.min(value.until ?? to, values[index + 1]?.from ?? to, to),
        value: value.value,
      })),
    )
    .filter((span) => span.to > span.from);
}
