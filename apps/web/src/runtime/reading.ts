import { records } from '@fieldloop/domain/records';
import type { ScopeKey } from '@fieldloop/domain/fact';
import type { CachedRecord, CachedTally, CacheReading, ClientDomain, StoredFact } from '@fieldloop/sync/client';
import { touchedRecords, unconfirmedIn, withUnconfirmed, withUnconfirmedTallies } from './overlay.ts';
import type { RecordKind, RecordTypes } from './record-types.ts';
import type { Session } from './session/session.ts';

/** One record as this person sees it; undefined when there is none or it was deleted. */
export async function readRecord<Kind extends RecordKind>(
  session: Session,
  scope: ScopeKey,
  kind: Kind,
  id: string,
): Promise<RecordTypes[Kind] | undefined> {
  const found = await readOverlaid(session, { scope, kind, id });
  return found.find((record) => record.id === id)?.data as RecordTypes[Kind] | undefined;
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
  const scope: ScopeKey = `site:${site}`;
  const reading = await session.cache.read({ scope, kind: '', tallies: range });
  const facts = await unconfirmedOf(session, reading);
  return withUnconfirmedTallies(reading, facts.filter(({ fact }) => fact.scope === scope), domainOf(session), range);
}

async function readOverlaid(session: Session, query: { scope: ScopeKey; kind: string; id?: string }): Promise<readonly CachedRecord[]> {
  // The cache first, then the outbox. A fact that is confirmed in between has a version above the cursor that was
  // read, so it still shows on top of the older rows: once, never twice, never not at all.
  const reading = await session.cache.read(query);
  const facts = await unconfirmedOf(session, reading);
  const domain = domainOf(session);
  const asked = (record: { scope: ScopeKey; kind: string; id: string }) =>
    record.scope === query.scope && record.kind === query.kind && (query.id === undefined || record.id === query.id);
  const concerning = facts.filter((stored) => touchedRecords([stored], domain).some(asked));
  if (concerning.length === 0) return reading.records;
  const held = new Map(reading.records.map((record) => [`${record.scope}/${record.kind}:${record.id}`, record]));
  for (const ref of touchedRecords(concerning, domain)) {
    if (asked(ref) || held.has(`${ref.scope}/${ref.kind}:${ref.id}`)) continue;
    const other = (await session.cache.read(ref)).records[0];
    if (other) held.set(`${ref.scope}/${ref.kind}:${ref.id}`, other);
  }
  return withUnconfirmed([...held.values()], concerning, domain, session.person).filter(asked);
}

function domainOf(session: Session): ClientDomain {
  return { facts: session.facts, records };
}

async function unconfirmedOf(session: Session, { state }: CacheReading): Promise<readonly StoredFact[]> {
  const cursors = new Map([...state.scopes].flatMap(([scope, { cursor }]) => (cursor === undefined ? [] : [[scope, cursor] as const])));
  return unconfirmedIn(await session.outbox.unconfirmed(cursors), state);
}
