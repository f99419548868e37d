import type { ScopeKey } from '@fieldloop/domain/fact';
import type { CachedTally } from '@fieldloop/sync/client';
import { useSyncExternalStore } from 'react';
import { readEntries, type Entry } from '../entries.ts';
import { identity, onIdentity, type Identity } from '../identity/identity.ts';
import { readRecord, readRecords, readTallies } from '../reading.ts';
import type { RecordKind, RecordTypes } from '../record-types.ts';
import { currentSite, onSite } from '../settings.ts';
import { useLive, type Live } from './use-live.ts';

/** One record, as this person sees it. `value` is undefined when there is none. */
export function useRecord<Kind extends RecordKind>(scope: ScopeKey, kind: Kind, id: string): Live<RecordTypes[Kind] | undefined> {
  return useLive(`record ${scope} ${kind} ${id}`, (session) => readRecord(session, scope, kind, id));
}

/** Every record of a kind in a scope that `keep` keeps, in no order. */
export function useRecords<Kind extends RecordKind>(
  scope: ScopeKey,
  kind: Kind,
  keep?: (record: RecordTypes[Kind]) => boolean,
): Live<readonly RecordTypes[Kind][]> {
  const live = useLive(`records ${scope} ${kind}`, (session) => readRecords(session, scope, kind));
  return keep && live.state === 'ready' ? { state: 'ready', value: live.value.filter(keep) } : live;
}

/** The same kind in several scopes at once, for somebody with more than one site. */
export function useRecordsIn<Kind extends RecordKind>(scopes: readonly ScopeKey[], kind: Kind): Live<readonly { readonly scope: ScopeKey; readonly record: RecordTypes[Kind] }[]> {
  return useLive(`records ${scopes.join()} ${kind}`, async (session) => {
    const found = await Promise.all(
      scopes.map(async (scope) => (await readRecords(session, scope, kind)).map((record) => ({ scope, record }))),
    );
    return found.flat();
  });
}

/** Tally buckets of a site that start in [from, until), ms; those of the last two site days are on a phone. */
export function useTallies(site: string, range: { readonly from: number; readonly until: number }): Live<readonly CachedTally[]> {
  return useLive(`tallies ${site} ${range.from} ${range.until}`, (session) => readTallies(session, site, range));
}

/** My latest entries, newest first, each with what became of it. */
export function useEntries(limit: number): Live<readonly Entry[]> {
  return useLive(`entries ${limit}`, (session) => readEntries(session, limit));
}

/** Who is signed in on this device. */
export function useIdentity(): Identity | undefined {
  return useSyncExternalStore(onIdentity, identity);
}

/** The site this phone works at. */
export function useCurrentSite(): string | undefined {
  return useSyncExternalStore(onSite, currentSite);
}
