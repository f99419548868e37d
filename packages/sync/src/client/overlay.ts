import type { FoldContext } from '@fieldloop/domain/define-record';
import type { RecordRef } from '@fieldloop/domain/define-fact';
import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { addressOf, foldFact } from '../folding/fold-fact.ts';
import { readPayload, recordsOf } from '../folding/read-payload.ts';
import { tallyDeltas, tallyKey } from '../folding/tally-deltas.ts';
import type { ClientDomain } from './engine-api.ts';
import { happenedAt, type ServerTime } from './happened-at.ts';
import type { CachedRecord, CachedTally, CacheState, StoredFact } from './ports.ts';

/** Who looks: facts of this device are folded as written by this person. */
export interface Viewer {
  readonly person: string;
  /** Absent while the server has never answered. */
  readonly time?: ServerTime | undefined;
}

/** The cursors that `OutboxStore.unconfirmed` wants. */
export function cursorsOf(state: CacheState): ReadonlyMap<ScopeKey, number> {
  return new Map([...state.scopes.values()].flatMap(({ scope, cursor }) => (cursor === undefined ? [] : [[scope, cursor] as const])));
}

/**
 * Is a fact not contained in what the cache holds? It shows while its version is above the cursor of its scope or, its
 * version unknown, while its seq is above the applied one. `rowVersion`: a row read in a snapshot, or the tallies, may be
 * newer than the cursor, and contain what their version says. Read the cache first, then the outbox.
 */
export function isUnconfirmed(stored: StoredFact, state: CacheState, rowVersion = -1): boolean {
  if (stored.state === 'quarantined' || stored.state === 'superseded') return false;
  if (stored.version !== undefined && stored.state !== 'waiting') {
    const cursor = state.scopes.get(stored.fact.scope)?.cursor ?? -1;
    return stored.version > cursor && stored.version > rowVersion;
  }
  if (stored.state !== 'pending' && stored.state !== 'waiting') return false;
  const { applied } = state;
  return !(applied && applied.device === stored.device && stored.fact.seq <= applied.seq);
}

/** The records that facts may change, so that they can be read before `overlayRecords`. */
export function overlayReach(facts: readonly StoredFact[], domain: ClientDomain): readonly RecordRef[] {
  const reach = new Map<string, RecordRef>();
  for (const { fact } of facts) {
    const read = readable(fact, domain);
    for (const ref of (read && attempt(() => recordsOf(read.definition, read.fact))) ?? []) reach.set(addressOf(ref), ref);
  }
  return [...reach.values()];
}

/**
 * Records as this device shows them: what the server said, with unconfirmed facts folded on top in the order written.
 * @param held cached records, including all of `overlayReach`
 */
export function overlayRecords(
  held: readonly CachedRecord[],
  facts: readonly StoredFact[],
  state: CacheState,
  domain: ClientDomain,
  viewer: Viewer,
): readonly CachedRecord[] {
  const shown = new Map(held.map((record) => [addressOf(record), record]));
  const rowVersions = new Map(held.map((record) => [addressOf(record), record.version]));
  for (const stored of facts) {
    const read = isUnconfirmed(stored, state) ? readable(stored.fact, domain) : undefined;
    if (!read) continue;
    const outcome = attempt(() => foldFact(
      read.definition,
      domain.records,
      read.fact,
      (ref) => shown.get(addressOf(ref))?.data,
      (scope) => contextOf(stored, scope, viewer),
    ));
    for (const { ref, data } of outcome?.changes ?? []) {
      const key = addressOf(ref);
      const rowVersion = rowVersions.get(key) ?? -1;
      if (ref.scope === stored.fact.scope && !isUnconfirmed(stored, state, rowVersion)) continue;
      if (data === null) shown.delete(key);
      else shown.set(key, { scope: ref.scope, kind: ref.kind, id: ref.id, version: rowVersion, data });
    }
  }
  return [...shown.values()];
}

/**
 * Tallies as this device shows them: absolute buckets, with unconfirmed increments added where they happened (`time`).
 */
export function overlayTallies(
  held: readonly CachedTally[],
  facts: readonly StoredFact[],
  state: CacheState,
  domain: ClientDomain,
  range: { readonly site: string; readonly from: number; readonly until: number; readonly time?: ServerTime | undefined },
): readonly CachedTally[] {
  const shown = new Map(held.map((tally) => [tallyKey(tally), tally]));
  const scope: ScopeKey = `site:${range.site}`;
  // Not by row: the server may have counted it under another key (its clock, its revision in force) at that version.
  const tallied = state.scopes.get(scope)?.tallied ?? -1;
  for (const stored of facts) {
    if (stored.fact.scope !== scope || stored.state === 'waiting' || !isUnconfirmed(stored, state, tallied)) continue;
    const read = readable(stored.fact, domain);
    if (!read) continue;
    for (const delta of attempt(() => tallyDeltas(read.definition, read.fact, happenedAt(read.fact, range.time), read.fact.inForce ?? '')) ?? []) {
      const key = tallyKey(delta);
      if (delta.start < range.from || delta.start >= range.until) continue;
      const before = shown.get(key);
      shown.set(key, {
        ...delta,
        n: (before?.n ?? 0) + delta.n,
        amountMinor: (before?.amountMinor ?? 0) + delta.amountMinor,
        minutes: Math.max(before?.minutes ?? 0, delta.minutes),
        version: before?.version ?? -1,
      });
    }
  }
  return [...shown.values()];
}

/** A definition that throws does so at the server too, which keeps the fact and says so: no screen is lost for it here. */
function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function readable(fact: Fact, domain: ClientDomain) {
  const definition = domain.facts.get(fact.name);
  const read = definition && readPayload(definition, fact);
  return definition && read?.fact ? { definition, fact: read.fact } : undefined;
}

function contextOf(stored: StoredFact, scope: ScopeKey, { person, time }: Viewer): FoldContext {
  const at = happenedAt(stored.fact, time);
  return {
    scope, at, stamp: stored.fact.stamp, device: stored.device, author: person, version: Number.POSITIVE_INFINITY, receivedAt: at,
  };
}
