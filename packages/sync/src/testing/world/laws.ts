import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { cursorsOf, overlayRecords, overlayTallies } from '../../client/overlay.ts';
import type { CachedRecord, StoredFact } from '../../client/ports.ts';
import { CLOCK_TOLERANCE_MS, TALLY_WINDOW_MS } from '../../protocol/limits.ts';
import { decodeStamp } from '../../protocol/stamp.ts';
import { advanceDigest, emptyDigest, sameDigest } from '../../protocol/digest.ts';
import type { LedgerRecord } from '../../server/ports.ts';
import type { MemoryLedger } from '../memory-ledger-store.ts';
import { toyActor, toyDomain, type ToyNote } from '../toy-catalogue.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { FAILING_TEXT } from './simulated-server.ts';
import { ledgerOf } from './replay-law.ts';
import { tapsOf } from './workload.ts';
import { START, type World } from './world.ts';
import { EVERY_FACT, organization } from './world-stores.ts';

type Break = (law: string) => void;
const sites = ['a', 'b'] as const;
/** A tap of a first fact by a clock that was set twice can be a year off for all anybody knows: no phone shows it. */
const isShown = (at: number): boolean => at >= START - TALLY_WINDOW_MS;
const everywhen = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** Holds at every moment: own taps show, none shows twice, and no cursor is ahead of its rows. */
export async function checkWhileRunning(world: World, phone: SimulatedPhone, broken: Break): Promise<void> {
  const ledger = await world.stores.ledger.look();
  const { outbox, cache } = phone.disk;
  for (const site of sites) {
    const scope: ScopeKey = `site:${site}`;
    const reading = await cache.read({ scope, tallies: everywhen });
    // Rows of another history than the ledger's stay on screen until they are read anew.
    if (reading.state.epoch !== undefined && reading.state.epoch !== ledger.epoch) continue;
    if (world.wasRestored && reading.state.scopes.get(scope)?.cursor === undefined) continue;
    const facts = await outbox.unconfirmed(cursorsOf(reading.state));
    const shown = sum(overlayTallies(reading.tallies, facts, reading.state, toyDomain, { site, ...everywhen }).map(({ n }) => n));
    const made = tapsKnownTo(scope, reading.state.scopes.get(scope)?.tallied ?? -1, facts, ledger);
    if (shown - sentBefore(world, phone, scope, facts, ledger) > made) broken(`counted twice: ${phone.name} shows ${shown} taps at ${scope}, ${made} were made`);
    const due = tapsDue(world, phone, scope, reading.state.scopes.get(scope)?.tallied ?? -1, ledger, await outbox.recent(EVERY_FACT));
    if (due !== undefined && shown < due) broken(`read your writes: ${phone.name} wrote or read ${due} taps at ${scope} and sees ${shown}`);
    const notes = overlayRecords(reading.records, facts, reading.state, toyDomain, { person: phone.person });
    checkComments(world, phone, scope, notes, reading.state.scopes.get(scope)?.cursor, ledger, await outbox.recent(EVERY_FACT), broken);

    const cursor = reading.state.scopes.get(scope)?.cursor;
    if (cursor === undefined) continue;
    const held = new Map(reading.records.map((record) => [`${record.kind}:${record.id}`, record.version]));
    for (const record of recordsOf(ledger, scope)) {
      const version = held.get(`${record.kind}:${record.id}`);
      if (record.version > cursor) continue;
      if (record.gone ? version !== undefined : version !== record.version) {
        broken(`cursor ahead of rows: ${phone.name} is at ${cursor} of ${scope} without ${record.kind}:${record.id}@${record.version}`);
      }
    }
  }
}

/** A comment that this phone was told is saved shows on its note, once. */
function checkComments(
  world: World, phone: SimulatedPhone, scope: string, notes: readonly CachedRecord[], cursor: number | undefined, ledger: MemoryLedger, outbox: readonly StoredFact[], broken: Break,
): void {
  if (!isMember(world, phone, scope)) return;
  const isMine = dueOn(world, phone, scope, ledger, outbox);
  // What waited for a note under an older server shows when it is released.
  const notYet = new Set(outbox.filter((stored) => stored.state === 'waiting' || wasSentBefore(world, phone, stored, ledger)).map(({ fact }) => fact.id));
  // Between two pages: a note that has changed once more since is in the second, and so is what it said in the first.
  const isOnNextPage = (note: CachedRecord): boolean => (ledger.records.get(`${scope}/note:${note.id}`)?.version ?? 0) > (cursor ?? -1);
  for (const { id, said } of world.saved) {
    const note = said && isMine(id) && !notYet.has(id) ? notes.find((record) => record.kind === 'note' && record.id === said.note) : undefined;
    if (!said || !note || isOnNextPage(note)) continue;
    const shown = (note.data as ToyNote).comments.filter((text) => text === said.text).length;
    if (shown !== 1) broken(`read your writes: ${phone.name} shows a comment on ${said.note} of ${scope} ${shown} times (${id})`);
  }
}

/** Taps that can show on a phone: those of the ledger up to the version of its tallies, and its own beyond them; each once. */
function tapsKnownTo(scope: ScopeKey, tallied: number, own: readonly StoredFact[], ledger: MemoryLedger): number {
  const taps = new Map<string, number>();
  for (const { fact, state, version } of ledger.facts.values()) {
    if (fact.scope === scope && fact.name === 'tapped' && state === 'applied' && version <= tallied) taps.set(fact.id, tapsOf(fact.payload));
  }
  for (const { fact } of own) if (fact.scope === scope && fact.name === 'tapped') taps.set(fact.id, tapsOf(fact.payload));
  return sum([...taps.values()]);
}

/**
 * Taps that a phone has still to send and that the ledger has under another device id: its copy has sent them, or it did
 * itself before a backup was put back. They show twice until it hears so.
 */
function sentBefore(world: World, phone: SimulatedPhone, scope: ScopeKey, facts: readonly StoredFact[], ledger: MemoryLedger): number {
  const sent = facts.filter((stored) => stored.fact.scope === scope && wasSentBefore(world, phone, stored, ledger));
  return sum(sent.map(({ fact }) => (fact.name === 'tapped' ? tapsOf(fact.payload) : 0)));
}

function wasSentBefore(world: World, phone: SimulatedPhone, { fact, device, version }: StoredFact, ledger: MemoryLedger): boolean {
  if (!world.wasRestored && !world.phones.some((other) => other !== phone && other.person === phone.person)) return false;
  const there = ledger.facts.get(fact.id);
  return version === undefined && there !== undefined && there.device !== device;
}

/** Taps that this phone has read, and those that it was told are saved and that nobody refused: each must show, unless its scope was taken away. */
function tapsDue(
  world: World, phone: SimulatedPhone, scope: string, tallied: number, { facts, quarantine }: MemoryLedger, outbox: readonly StoredFact[],
): number | undefined {
  if (!isMember(world, phone, scope)) return undefined;
  const isMine = dueOn(world, phone, scope, { facts, quarantine }, outbox);
  const due = new Map(world.saved.filter(({ id }) => isMine(id)).map(({ id, count }) => [id, count]));
  for (const { fact, state, version, correctedAt } of facts.values()) {
    if (fact.scope === scope && fact.name === 'tapped' && state === 'applied' && version <= tallied && isShown(correctedAt)) due.set(fact.id, tapsOf(fact.payload));
  }
  return sum([...due.values()]);
}

/** Which facts this phone was told are saved, nobody refused, and its disk has not lost. */
function dueOn(
  world: World, phone: SimulatedPhone, scope: string, { facts, quarantine }: Pick<MemoryLedger, 'facts' | 'quarantine'>, outbox: readonly StoredFact[],
): (id: string) => boolean {
  const refused = new Set(outbox.filter(({ state }) => state === 'quarantined').map(({ fact }) => fact.id));
  const held = new Set(outbox.map(({ fact }) => fact.id));
  for (const { id } of quarantine) if (id !== undefined && !held.has(id)) refused.add(id);
  for (const { fact, correctedAt } of facts.values()) if (!isShown(correctedAt)) refused.add(fact.id);
  // What its disk lost a phone sees again when it has read it.
  const isHeld = (id: string): boolean => held.has(id) || !(world.mayBeLost.has(id) || world.onlyInLedger.has(id));
  const mine = new Set(world.saved.filter((fact) => fact.phone === phone.name && fact.scope === scope && !refused.has(fact.id) && isHeld(fact.id)).map(({ id }) => id));
  return (id) => mine.has(id);
}

/** Holds once the misfortunes have ended and everything is quiet. */
export async function checkAtRest(world: World, broken: Break): Promise<void> {
  const ledger = await world.stores.ledger.look();
  const quarantined = new Map<string, number>();
  const left = ledger.quarantine.filter(({ device, seq }) => ledger.settledQuarantine.get(`${device}/${seq}`)?.settled !== 'released');
  for (const { id } of left) if (id) quarantined.set(id, (quarantined.get(id) ?? 0) + 1);
  const onPhones = new Set<string>();
  for (const { disk } of world.phones) for (const { fact } of await disk.outbox.recent(EVERY_FACT)) onPhones.add(fact.id);
  for (const { id, name, phone } of world.saved) {
    const places = (ledger.facts.has(id) ? 1 : 0) + (quarantined.get(id) ?? 0);
    if (places === 0 && world.mayBeLost.has(id) && !onPhones.has(id)) world.count('facts lost with a disk that lied or was evicted');
    else if (places !== 1) broken(`${places === 0 ? 'loss' : 'duplication'}: ${name} of ${phone} (${id}) is in ${places} places`);
  }
  for (const { id, reason, received } of left) {
    if (reason === 'parked' && !received.includes(FAILING_TEXT)) broken(`parked: ${id} is parked, and no server failed at it alone`);
  }
  checkOutcomes(world, ledger, left, broken);
  await checkReread(world, left.filter(({ device, seq }) => !ledger.settledQuarantine.has(`${device}/${seq}`)), broken);
  const taps = [...ledger.facts.values()].filter(({ fact, state }) => fact.name === 'tapped' && state === 'applied');
  for (const site of sites) {
    const counted = sum([...ledger.tallies.values()].filter((tally) => tally.site === site).map(({ n }) => n));
    const told = sum(taps.filter(({ fact }) => fact.scope === `site:${site}`).map(({ fact }) => tapsOf(fact.payload)));
    if (counted !== told) broken(`totals: site ${site} counts ${counted}, its facts say ${told}`);
    const attempted = world.attempted.get(`site:${site}`) ?? 0;
    if (counted > attempted) broken(`totals: site ${site} counts ${counted}, people tapped ${attempted}`);
  }
  for (const { fact, state, waitsFor } of ledger.facts.values()) {
    if (state !== 'waiting' || waitsFor === undefined) continue;
    if (ledger.records.has(waitsFor)) broken(`waiting: ${fact.id} still waits for ${waitsFor}, which is there`);
  }
  for (const { kind, id, data } of ledger.records.values()) {
    const stamp = decodeStamp((data as ToyNote | null)?.stamp ?? '');
    if (stamp && stamp.ms > world.time.now + CLOCK_TOLERANCE_MS) broken(`clock: ${kind} ${id} is held by a stamp ${stamp.ms - world.time.now} ms ahead`);
  }
  checkOrder(world, ledger, broken);
  checkInForce(ledger, broken);
  for (const { scope, digest } of ledger.scopes.values()) {
    const live = recordsOf(ledger, scope).filter(({ gone }) => !gone);
    if (!sameDigest(digest, advanceDigest(emptyDigest, [], live))) broken(`digest: the ledger's own of ${scope} is wrong`);
  }
  for (const phone of world.phones) await checkConvergence(world, phone, ledger, broken);
}

/** What a phone knows of the time is as wrong as half of its slowest exchange. */
const LONGEST_ANSWER_MS = 15_000;

/** Why a fact that is in order may lie in quarantine all the same; what parks and what cannot be read have laws of their own. */
const excuses: ReadonlySet<string> = new Set(['not-allowed', 'deleted', 'parked', 'unknown-fact', 'newer-version']);

/** A fact that is in order takes effect, at the time at which it happened, once. */
function checkOutcomes(world: World, { facts, records }: MemoryLedger, left: MemoryLedger['quarantine'], broken: Break): void {
  const reasons = new Map(left.map(({ id, reason }) => [id, reason]));
  for (const { id, name, phone, at, isTimed, isPoison } of world.saved) {
    const reason = reasons.get(id);
    if (isPoison) continue;
    if (reason !== undefined && !excuses.has(reason)) broken(`outcome: ${name} of ${phone} (${id}) is in quarantine: ${reason}`);
    const kept = facts.get(id);
    if (kept && isTimed && Math.abs(kept.correctedAt - at) > LONGEST_ANSWER_MS) broken(`time: ${name} of ${phone} (${id}) is said to be ${kept.correctedAt - at} ms off`);
    if (kept?.state === 'superseded' && name !== 'note-closed' && kept.reason !== 'deleted') broken(`outcome: ${name} of ${phone} (${id}) is superseded: ${kept.reason}`);
  }
  const applied = [...facts.values()].filter(({ state }) => state === 'applied').map(({ fact }) => fact);
  const deleted = new Set(applied.filter(({ name }) => name === 'note-deleted').map(noteOf));
  for (const { scope, kind, id, data } of records.values()) {
    if (kind !== 'note' || deleted.has(`${scope} ${id}`)) continue;
    const written = applied.filter((fact) => fact.name === 'note-commented' && noteOf(fact) === `${scope} ${id}`).map(({ payload }) => (payload as { text: string }).text);
    const held = (data as ToyNote).comments;
    if (written.sort().join('\n') !== held.toSorted().join('\n')) broken(`outcome: ${scope} ${id} has ${held.length} comments, ${written.length} were applied`);
  }
}

function noteOf({ scope, payload }: Fact): string {
  return `${scope} ${(payload as { note: string }).note}`;
}

/** Every server is up to date again, and knows every fact that phones can write: what an older one could not read was read. */
async function checkReread(world: World, left: MemoryLedger['quarantine'], broken: Break): Promise<void> {
  for (const { id, device, seq, author, reason } of left.filter(isUnread)) {
    const actor = { ...toyActor(author, []), memberships: world.memberships.get(author) ?? [] };
    const outcome = await ledgerOf(world).release({ organization, actor }, { device, seq, by: 'law' });
    if (outcome?.state !== 'quarantined' || isUnread(outcome)) broken(`waiting: ${id} was ${reason} to an older server, and nobody read it after the update`);
  }
}

function isUnread({ reason }: { readonly reason?: string | undefined }): boolean {
  return reason === 'unknown-fact' || reason === 'newer-version';
}

/** Facts of a device took effect in the order written; only one that waited or lay in quarantine may come after a later one. */
function checkOrder({ late }: World, ledger: MemoryLedger, broken: Break): void {
  for (const { device, lastSeq, carriedTo = 0 } of ledger.devices.values()) {
    const facts = [...ledger.facts.values()].filter((fact) => fact.device === device).sort((left, right) => left.fact.seq - right.fact.seq);
    const newest = new Map<ScopeKey, (typeof facts)[number]>();
    for (const [index, each] of facts.entries()) {
      const { version, fact, correctedStamp } = each;
      if (facts[index - 1]?.fact.seq === fact.seq) broken(`order: ${device} has two facts ${fact.seq}`);
      const before = facts[index - 1];
      if (before && correctedStamp < before.correctedStamp && before.clock === 'ok' && each.clock === 'ok') {
        broken(`order: ${device} wrote ${before.fact.seq} before ${fact.seq}, and its stamp is later`);
      }
      if (late.has(fact.id)) continue;
      const earlier = newest.get(fact.scope);
      if (earlier && earlier.version > version) broken(`order: ${device} wrote ${earlier.fact.seq} before ${fact.seq}, the ledger took it after`);
      newest.set(fact.scope, each);
    }
    const highest = Math.max(0, ...facts.map(({ fact }) => fact.seq));
    if (highest > Math.max(lastSeq, carriedTo)) broken(`order: ${device} has fact ${highest} past its last seq ${lastSeq}`);
  }
}

/** Every counted fact is keyed by the revision that was in force when it happened, however late that became known. */
function checkInForce(ledger: MemoryLedger, broken: Break): void {
  for (const { fact, inForce, correctedAt } of ledger.facts.values()) {
    const site = recordsOf(ledger, fact.scope).find(({ kind }) => kind === 'site');
    if (!site || fact.name !== 'tapped') continue;
    const history = toyDomain.site.inForce(site.data);
    const begun = history.filter(({ from }) => from <= correctedAt);
    const latest = Math.max(...begun.map(({ from }) => from));
    const right = begun.filter(({ from }) => from === latest).map(({ revision }): string => revision);
    if (right.length === 0 ? inForce !== '' : !right.includes(inForce)) {
      broken(`in force: a tap at ${correctedAt} is keyed ${inForce || 'none'}, not ${right.join(' or ') || 'none'}`);
    }
  }
}

async function checkConvergence(world: World, phone: SimulatedPhone, ledger: MemoryLedger, broken: Break): Promise<void> {
  for (const site of sites) {
    const scope: ScopeKey = `site:${site}`;
    const { records, tallies, state } = await phone.disk.cache.read({ scope, tallies: everywhen });
    if (!isMember(world, phone, scope)) {
      if (records.length > 0 || tallies.length > 0 || state.scopes.has(scope)) {
        broken(`access: ${phone.name} still holds ${records.length} records and ${tallies.length} tallies of ${scope}`);
      }
      continue;
    }
    const here = records.map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    const there = recordsOf(ledger, scope).filter(({ gone }) => !gone).map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    if (here.join('\n') !== there.join('\n')) broken(`convergence: ${phone.name} holds ${here.length} records of ${scope}, the ledger ${there.length}, or others`);
    const counted = tallies.filter(({ n }) => n !== 0).map(({ start, inForce, n }) => `${start} ${inForce} ${n}`).sort();
    const kept = [...ledger.tallies.values()].filter((tally) => tally.site === site && tally.n !== 0 && isShown(tally.start)).map(({ start, inForce, n }) => `${start} ${inForce} ${n}`).sort();
    if (counted.join('\n') !== kept.join('\n')) broken(`convergence: the tallies of ${phone.name} at ${scope} differ: ${counted.join()} | ${kept.join()}`);
    const digest = state.scopes.get(scope)?.digest ?? emptyDigest;
    if (!sameDigest(digest, ledger.scopes.get(scope)?.digest ?? emptyDigest)) broken(`digest: ${phone.name} disagrees on ${scope}`);
  }
}

function isMember(world: World, phone: SimulatedPhone, scope: string): boolean {
  return (world.memberships.get(phone.person) ?? []).some((grant) => grant.scope === scope && grant.until === undefined);
}

function recordsOf(ledger: MemoryLedger, scope: ScopeKey): LedgerRecord[] {
  return [...ledger.records.values()].filter((record) => record.scope === scope);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
