import type { Payloads } from '../facts/payloads.ts';
import type { Fact } from '../facts/fact.ts';
import type { Field, Fold, FoldContext } from './define-record.ts';
import { isStale } from './define-record.ts';

/** Folds by fact name, each typed by the payload of its fact. */
export type FoldsOf<Data> = { readonly [Name in keyof Payloads]?: Fold<Data, Payloads[Name]> };

/**
 * Stale in the fact's own scope. A copy in another scope follows what its original decided: `seen` says
 * nothing about the versions there.
 */
export function isStaleAtHome(field: Field<unknown> | undefined, fact: Fact<unknown>, context: FoldContext): boolean {
  return context.scope === fact.scope && isStale(field, fact, context);
}

/** Adds an entry in its place, so that any order of arrival gives the same list. */
export function inserted<Entry>(
  list: readonly Entry[],
  entry: Entry,
  sortKey: (entry: Entry) => string | number,
): readonly Entry[] {
  const key = sortKey(entry);
  const place = list.findIndex((other) => sortKey(other) > key);
  return place === -1 ? [...list, entry] : [...list.slice(0, place), entry, ...list.slice(place)];
}
