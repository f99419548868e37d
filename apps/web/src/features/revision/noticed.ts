import type { RevisionRef } from '@fieldloop/domain/fact';

const storageKey = 'fieldloop.in-force-noticed';

/** Has this phone been told that the revision took effect here? A convenience of the screen, not a fact. */
export function wasNoticed(revision: RevisionRef): boolean {
  return localStorage.getItem(storageKey) === revision;
}

export function notice(revision: RevisionRef): void {
  localStorage.setItem(storageKey, revision);
}
