import type { RecordRef } from '@fieldloop/domain/define-fact';
import type { ScopeKey } from '@fieldloop/domain/fact';
import {
  cursorsOf, isUnconfirmed, overlayReach, overlayRecords, overlayTallies,
  type CachedRecord, type CachedTally, type CacheReading, type ClientDomain, type StoredFact,
} from '@fieldloop/sync/client';
import type { RecordKind, RecordTypes } from './record-types.ts';
import type { Session } from './session/session.ts';
import { serverTime } from './server-clock.ts';

/** One record as this person sees it; undefined when there is none or it was deleted. */
export async function readRecord<Kind extends RecordKind>(
  session: Session,
  scope: ScopeKey,
  kind: Kind,
  id: string,
): Promise<RecordTypes[Kind] | undefined> {
  const found = await readOverlaid(session, { scope, kind, id });
  return found[0]?.data as RecordTypes[Kind] | undefined;
}

/** Every record of a kind in a scope. */
export async function readRecords<Kind extends RecordKind>(
  session: Session,
  scope: ScopeKey,
  kind: Kind,
): Promise<readonly RecordTypes[Kind][]> {
  const found = await readOverlaid(session, { scope, kind });
  return found.map((record) => record.data as RecordTypes[Kind]);
}

/** Tally buckets of a site that start in [from, until), ms. */
export async function readTallies(
  session: Session,
  site: string,
  range: { readonly from: number; readonly until: number },
): Promise<readonly CachedTally[]> {
  const reading = await session.cache.read({ scope: `site:${site}`, kind: '', tallies: range });
  const facts = await unconfirmedOf(session, reading);
  return overlayTallies(reading.tallies, facts, reading.state, domainOf(session), { site, ...range, time: serverTime() });
}

async function readOverlaid(session: Session, query: { scope: ScopeKey; kind: string; id?: string }): Promise<readonly CachedRecord[]> {
  // The cache first, then the outbox. A fact that is confirmed in between has a version above the cursor that was
  // read, so it still shows on top of the older rows: once, never twice, never not at all.
  const reading = await session.cache.read(query);
  const facts = await unconfirmedOf(session, reading);
  const domain = domainOf(session);
  const asked = ({ scope, kind, id }: RecordRef) =>
    scope === query.scope && kind === query.kind && (query.id === undefined || id === query.id);
  const concerning = facts.filter((stored) => overlayReach([stored], domain).some(asked));
  if (concerning.length === 0) return reading.records;
  const others = overlayReach(concerning, domain).filter((ref) => !asked(ref));
  const held = await Promise.all(others.map(async (ref) => (await session.cache.read(ref)).records));
  const shown = overlayRecords([...reading.records, ...held.flat()], concerning, reading.state, domain, { person: session.person, time: serverTime() });
  return shown.filter(asked);
}

function domainOf(session: Session): ClientDomain {
  return { facts: session.facts, records: session.records };
}

async function unconfirmedOf(session: Session, { state }: CacheReading): Promise<readonly StoredFact[]> {
  // What is held first: stored in between it is met twice, and counted once.
  const held = session.held.all();
  const facts = await session.outbox.unconfirmed(cursorsOf(state));
  const stored = new Set(facts.map(({ fact }) => fact.id));
  return [...facts, ...held.filter(({ fact }) => !stored.has(fact.id))].filter((each) => isUnconfirmed(each, state));
}
