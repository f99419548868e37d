import type { RevisionRef } from '@fieldloop/domain/fact';
import type { InForceEntry } from './ledger-api.ts';

/** The revision in force at an instant: the entry that starts latest, not after it. Empty before the first. */
export function inForceAt(history: readonly InForceEntry[], at: number): RevisionRef | '' {
  let current: InForceEntry | undefined;
  for (const entry of history) {
    if (entry.from <= at && (!current || entry.from >= current.from)) current = entry;
  }
  return current?.revision ?? '';
}

/** The span [from, until) whose revision may differ between two histories; undefined when they are the same. */
export function changedSpan(
  before: readonly InForceEntry[],
  after: readonly InForceEntry[],
): { readonly from: number; readonly until: number } | undefined {
  const differing = [...missingFrom(before, after), ...missingFrom(after, before)].map((entry) => entry.from);
  if (differing.length === 0) return undefined;
  const last = Math.max(...differing);
  const until = after.reduce((next, { from }) => (from > last && from < next ? from : next), Infinity);
  return { from: Math.min(...differing), until };
}

function missingFrom(entries: readonly InForceEntry[], others: readonly InForceEntry[]): readonly InForceEntry[] {
  return entries.filter((entry) => !others.some((other) => other.from === entry.from && other.revision === entry.revision));
}
