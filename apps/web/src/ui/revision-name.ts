import type { RevisionRef } from '@fieldloop/domain/fact';

/** `commute@2` → `v2`, as people call a revision. */
export function revisionName(ref: RevisionRef): string {
  return `v${ref.slice(ref.lastIndexOf('@') + 1)}`;
}
