import type { ScopeKey } from '@fieldloop/domain/fact';
import { cursorsOf, overlayTallies } from '../../client/overlay.ts';
import type { StoredFact } from '../../client/ports.ts';
import { CLOCK_TOLERANCE_MS, TALLY_WINDOW_MS } from '../../protocol/limits.ts';
import { decodeStamp } from '../../protocol/stamp.ts';
import { advanceDigest, emptyDigest, sameDigest } from '../../protocol/digest.ts';
import type { LedgerRecord } from '../../server/ports.ts';
import type { MemoryLedger } from '../memory-ledger-store.ts';
import { olderToyDomain, toyDomain, type ToyNote } from '../toy-catalogue.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { FAILING_TEXT } from './simulated-server.ts';
import { tapsOf } from './workload.ts';
import { START, type World } from './world.ts';

type Break = (law: string) => void;
const sites = ['a', 'b'] as const;
/** A tap of a first fact by a clock that was set twice can be a year off for all anybody knows: no phone shows it. */
const isShown = (at: number): boolean => at >= START - TALLY_WINDOW_MS;
const everywhen = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** Holds at every moment: own taps show, none shows twice, and no cursor is ahead of its rows. */
export async function checkWhileRunning(world: World, phone: SimulatedPhone, broken: Break): Promise<void> {
  // Nobody promised what a phone shows of what its disk lost, or of a ledger that went back, or in a release that cannot read it.
  if (world.wasRestored || phone.wasLiedTo || phone.isOld) return;
  const ledger = await world.stores.ledger.look();
  const { outbox, cache } = phone.disk;
  for (const site of sites) {
    const scope: ScopeKey = `site:${site}`;
    const reading = await cache.read({ scope, tallies: everywhen });
    const facts = await outbox.unconfirmed(cursorsOf(reading.state));
    const shown = sum(overlayTallies(reading.tallies, facts, reading.state, toyDomain, { site, ...everywhen }).map(({ n }) => n));
    const attempted = world.attempted.get(scope) ?? 0;
    if (shown > attempted) broken(`counted twice: ${phone.name} shows ${shown} taps at ${scope}, ${attempted} were made`);
    const own = ownTaps(world, phone, scope, ledger, await outbox.recent(100_000));
    if (own !== undefined && shown < own) broken(`read your writes: ${phone.name} wrote ${own} taps at ${scope} and sees ${shown}`);

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

/** Taps that this phone was told are saved and that nobody refused: each must show, unless its scope was taken away. */
function ownTaps(world: World, phone: SimulatedPhone, scope: string, { facts, quarantine }: MemoryLedger, outbox: readonly StoredFact[]): number | undefined {
  if (!isMember(world, phone, scope)) return undefined;
  const refused = new Set(outbox.filter(({ state }) => state === 'quarantined').map(({ fact }) => fact.id));
  const held = new Set(outbox.map(({ fact }) => fact.id));
  for (const { id } of quarantine) if (id !== undefined && !held.has(id)) refused.add(id);
  for (const { fact, correctedAt } of facts.values()) if (!isShown(correctedAt)) refused.add(fact.id);
  return sum(world.saved.filter((fact) => fact.phone === phone.name && fact.scope === scope && !refused.has(fact.id) && !world.mayBeLost.has(fact.id)).map(({ count }) => count));
}

/** Holds once the misfortunes have ended and everything is quiet. */
export async function checkAtRest(world: World, broken: Break): Promise<void> {
  const ledger = await world.stores.ledger.look();
  const quarantined = new Map<string, number>();
  for (const { id } of ledger.quarantine) if (id) quarantined.set(id, (quarantined.get(id) ?? 0) + 1);
  for (const { id, name, phone } of world.saved) {
    const places = (ledger.facts.has(id) ? 1 : 0) + (quarantined.get(id) ?? 0);
    if (places === 0 && world.mayBeLost.has(id)) world.count('facts lost with a disk that lied or was evicted');
    else if (places !== 1) broken(`${places === 0 ? 'loss' : 'duplication'}: ${name} of ${phone} (${id}) is in ${places} places`);
  }
  for (const { id, reason, received } of ledger.quarantine) {
    if (reason === 'parked' && !received.includes(FAILING_TEXT)) broken(`parked: ${id} is parked, and no server failed at it alone`);
  }
  const taps = [...ledger.facts.values()].filter(({ fact, state }) => fact.name === 'tapped' && state === 'applied');
  for (const site of sites) {
    const counted = sum([...ledger.tallies.values()].filter((tally) => tally.site === site).map(({ n }) => n));
    const told = sum(taps.filter(({ fact }) => fact.scope === `site:${site}`).map(({ fact }) => tapsOf(fact.payload)));
    if (counted !== told) broken(`totals: site ${site} counts ${counted}, its facts say ${told}`);
  }
  for (const { fact, state, waitsFor } of ledger.facts.values()) {
    if (state !== 'waiting' || waitsFor === undefined) continue;
    const subject = ledger.records.get(waitsFor);
    if (!subject) continue;
    // A server of the release before applied what this fact waits for, and could not read the fact.
    if (world.faults['old-server'] && !olderToyDomain.facts.has(fact.name)) world.count('facts left waiting by an older server');
    else broken(`waiting: ${fact.id} still waits for ${waitsFor}, which is there`);
  }
  for (const { kind, id, data } of ledger.records.values()) {
    const stamp = decodeStamp((data as ToyNote | null)?.stamp ?? '');
    if (stamp && stamp.ms > world.time.now + CLOCK_TOLERANCE_MS) broken(`clock: ${kind} ${id} is held by a stamp ${stamp.ms - world.time.now} ms ahead`);
  }
  checkOrder(ledger, broken);
  checkInForce(ledger, broken);
  for (const { scope, digest } of ledger.scopes.values()) {
    const live = recordsOf(ledger, scope).filter(({ gone }) => !gone);
    if (!sameDigest(digest, advanceDigest(emptyDigest, [], live))) broken(`digest: the ledger's own of ${scope} is wrong`);
  }
  for (const phone of world.phones) await checkConvergence(world, phone, ledger, broken);
}

function checkOrder(ledger: MemoryLedger, broken: Break): void {
  for (const { device, lastSeq } of ledger.devices.values()) {
    const facts = [...ledger.facts.values()].filter((fact) => fact.device === device).sort((left, right) => left.fact.seq - right.fact.seq);
    for (const [index, { version, fact }] of facts.entries()) {
      if (facts[index - 1]?.fact.seq === fact.seq) broken(`order: ${device} has two facts ${fact.seq}`);
      const earlier = facts.slice(0, index).findLast((other) => other.fact.scope === fact.scope);
      if (earlier && earlier.version > version && earlier.state === 'applied' && earlier.reason === undefined && !wasReleased(earlier)) {
        broken(`order: ${device} wrote ${earlier.fact.seq} before ${fact.seq}, the ledger took it after`);
      }
    }
    const highest = Math.max(0, ...facts.map(({ fact }) => fact.seq));
    if (highest > lastSeq) broken(`order: ${device} has fact ${highest} past its last seq ${lastSeq}`);
  }
}

// A fact that waited for its subject is applied later than its neighbours, rightly.
function wasReleased({ fact }: { fact: { name: string } }): boolean {
  return fact.name.startsWith('note-') || fact.name === 'revision-put';
}

/** Every counted fact is keyed by the revision that was in force when it happened, however late that became known. */
function checkInForce(ledger: MemoryLedger, broken: Break): void {
  for (const { fact, inForce, correctedAt } of ledger.facts.values()) {
    const site = recordsOf(ledger, fact.scope).find(({ kind }) => kind === 'site');
    if (!site || fact.name !== 'tapped') continue;
    const history = toyDomain.site.inForce(site.data);
    const right = history.filter(({ from }) => from <= correctedAt).toSorted((left, other) => left.from - other.from).at(-1)?.revision ?? '';
    const ties = history.filter(({ from, revision }) => from <= correctedAt && revision === inForce).length;
    if (inForce !== right && ties === 0) broken(`in force: a tap at ${correctedAt} is keyed ${inForce || 'none'}, not ${right || 'none'}`);
  }
}

async function checkConvergence(world: World, phone: SimulatedPhone, ledger: MemoryLedger, broken: Break): Promise<void> {
  for (const site of sites) {
    const scope: ScopeKey = `site:${site}`;
    const { records, tallies, state } = await phone.disk.cache.read({ scope, tallies: everywhen });
    if (!isMember(world, phone, scope)) {
      if (records.length > 0 || tallies.length > 0) broken(`access: ${phone.name} still holds ${records.length} records of ${scope}`);
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
