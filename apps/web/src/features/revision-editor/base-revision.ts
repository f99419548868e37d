import type { Revision } from '@fieldloop/domain/records/revision';

/** What a new revision is compared with: what the sites have now, else the newest published. */
export function baseRevision<Each extends Pick<Revision, 'number' | 'sites' | 'inForce' | 'steps'>>(
  revisions: readonly Each[],
  sites: readonly string[],
  now: number,
): Each | undefined {
  const since = (revision: Each) =>
    Math.max(
      ...revision.inForce.filter(({ site, from }) => from <= now && sites.includes(site)).map(({ from }) => from),
      Number.NEGATIVE_INFINITY,
    );
  const held = revisions
    .filter((revision) => Number.isFinite(since(revision)))
    .sort((left, right) => since(right) - since(left))[0];
  return held ?? [...revisions].sort((left, right) => right.number - left.number)[0];
}

/** The number after the highest one published. */
export function nextNumber(revisions: readonly Pick<Revision, 'number'>[]): number {
  return Math.max(0, ...revisions.map(({ number }) => number)) + 1;
}
