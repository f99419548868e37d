import type { FoldContext } from '@fieldloop/domain/define-record';
import type { RecordRef } from '@fieldloop/domain/define-fact';
import type { ScopeKey } from '@fieldloop/domain/fact';
import {
  foldFact, readPayload, recordsOf, tallyDeltas, tallyKey,
  type CacheReading, type CacheState, type CachedRecord, type CachedTally, type ClientDomain, type StoredFact,
} from '@fieldloop/sync/client';

/** Facts that the cached rows do not contain yet, in the order they were written. */
export function unconfirmedIn(facts: readonly StoredFact[], state: CacheState): readonly StoredFact[] {
  return facts.filter((stored) => {
    if (stored.state === 'quarantined' || stored.state === 'superseded') return false;
    const { scope, seq } = stored.fact;
    if (stored.version !== undefined) return stored.version > (state.scopes.get(scope)?.cursor ?? -1);
    return !(state.applied && state.applied.device === stored.device && seq <= state.applied.seq);
  });
}

/** What a fact may know while it is folded on the device that wrote it. */
function contextOf(stored: StoredFact, author: string, scope: ScopeKey): FoldContext {
  const at = stored.fact.at + stored.fact.offset;
  return { scope, at, stamp: stored.fact.stamp, device: stored.device, author, version: Number.POSITIVE_INFINITY, receivedAt: at };
}

/** Every record that unconfirmed facts touch, so that the caller can read them before folding. */
export function touchedRecords(facts: readonly StoredFact[], domain: ClientDomain): readonly RecordRef[] {
  return facts.flatMap((stored) => {
    const definition = domain.facts.get(stored.fact.name);
    const fact = definition && readPayload(definition, stored.fact).fact;
    return definition && fact ? recordsOf(definition, fact) : [];
  });
}

/**
 * Records as the author sees them: what the server said, with what it does not know yet folded on top.
 * @param held every record that `touchedRecords` named, and those that are asked for
 */
export function withUnconfirmed(
  held: readonly CachedRecord[],
  facts: readonly StoredFact[],
  domain: ClientDomain,
  author: string,
): readonly CachedRecord[] {
  if (facts.length === 0) return held;
  const now = new Map(held.map((record) => [keyOf(record), record]));
  for (const stored of facts) {
    const definition = domain.facts.get(stored.fact.name);
    const fact = definition && readPayload(definition, stored.fact).fact;
    if (!definition || !fact) continue;
    const { changes = [] } = foldFact(definition, domain.records, fact, (ref) => now.get(keyOf(ref))?.data, (scope) => contextOf(stored, author, scope));
    for (const { ref, data } of changes) {
      if (data === null) now.delete(keyOf(ref));
      else now.set(keyOf(ref), { ...ref, data, version: now.get(keyOf(ref))?.version ?? 0 });
    }
  }
  return [...now.values()];
}

/** Tally buckets with what the server has not counted yet. */
export function withUnconfirmedTallies(
  reading: CacheReading,
  facts: readonly StoredFact[],
  domain: ClientDomain,
  range: { readonly from: number; readonly until: number },
): readonly CachedTally[] {
  if (facts.length === 0) return reading.tallies;
  const sums = new Map(reading.tallies.map((tally) => [tallyKey(tally), tally]));
  for (const { fact: raw } of facts) {
    const definition = domain.facts.get(raw.name);
    const fact = definition && readPayload(definition, raw).fact;
    if (!definition || !fact) continue;
    for (const delta of tallyDeltas(definition, fact, fact.at + fact.offset, fact.inForce ?? '')) {
      if (delta.start < range.from || delta.start >= range.until) continue;
      const before = sums.get(tallyKey(delta));
      sums.set(tallyKey(delta), {
        ...delta,
        n: (before?.n ?? 0) + delta.n,
        amountMinor: (before?.amountMinor ?? 0) + delta.amountMinor,
        minutes: Math.max(before?.minutes ?? 0, delta.minutes),
        version: before?.version ?? 0,
      });
    }
  }
  return [...sums.values()];
}

function keyOf({ scope, kind, id }: RecordRef): string {
  return `${scope}/${kind}:${id}`;
}
