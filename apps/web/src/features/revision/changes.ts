import type { RevisionStep } from '@fieldloop/domain/revision-step';

/** What a new version means to somebody who knows the old one. */
export interface StepChanges {
  readonly added: readonly RevisionStep[];
  readonly changed: readonly { readonly step: RevisionStep; readonly before: RevisionStep | undefined }[];
  readonly removed: readonly RevisionStep[];
  readonly same: number;
}

/**
 * Compares two versions by step id. Without the old one the author's own marks (`new`, `changed`) are taken.
 * A new number alone is not a change.
 */
export function stepChanges(before: readonly RevisionStep[] | undefined, after: readonly RevisionStep[]): StepChanges {
  if (!before) {
    return {
      added: after.filter(({ change }) => change === 'new'),
      changed: after.filter(({ change }) => change === 'changed').map((step) => ({ step, before: undefined })),
      removed: [],
      same: after.filter(({ change }) => change === undefined).length,
    };
  }
  const old = new Map(before.map((step) => [step.id, step]));
  const added = after.filter(({ id }) => !old.has(id));
  const changed = after.flatMap((step) => {
    const was = old.get(step.id);
    return was && !sameWork(was, step) ? [{ step, before: was }] : [];
  });
  const kept = new Set(after.map(({ id }) => id));
  return { added, changed, removed: before.filter(({ id }) => !kept.has(id)), same: after.length - added.length - changed.length };
}

function sameWork(a: RevisionStep, b: RevisionStep): boolean {
  return (
    a.text.zh === b.text.zh &&
    a.mandatory === b.mandatory &&
    JSON.stringify(a.schedule) === JSON.stringify(b.schedule) &&
    [...a.evidence].sort().join() === [...b.evidence].sort().join()
  );
}
