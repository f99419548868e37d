import type { Actor } from '@fieldloop/domain/fact';
import { SyncError } from '../protocol/sync-error.ts';
import type { WaitingFact } from '../protocol/waiting-file.ts';
import { Batch, type JudgedFact } from './batch.ts';
import { knownToWriteAt } from './correct-clock.ts';
import { judge } from './judge.ts';
import type { Caller, CarriedOutcome, Carrying, LedgerDomain } from './ledger-api.ts';
import type { KnownFact, LedgerDevice, LedgerPorts, LedgerSave, LedgerWrite, QuarantinedFact } from './ports.ts';
import { lastInLine, saveOf } from './push.ts';
import { isReadable, quarantine, readFact, type Candidate, type ReadableFact, type UnreadableFact } from './read-fact.ts';
import { settleBatch } from './settle-batch.ts';

/** A fact of a file, read and not judged. */
export interface CarriedFact {
  readonly seq: number;
  readonly text: string;
  readonly candidate: Candidate;
  readonly told: Pick<CarriedOutcome, 'id' | 'name' | 'scope' | 'at'>;
}

export interface CarriedBatch {
  readonly outcomes: readonly CarriedOutcome[];
  readonly save: LedgerSave | undefined;
}

/** Reads each fact of a file by itself: what is no fact goes the way that it would go in a push. */
export function readCarried(domain: LedgerDomain, facts: readonly WaitingFact[]): readonly CarriedFact[] {
  return facts.map(({ seq, text }) => {
    const value = parsed(text);
    if (value === undefined) {
      return { seq, text, candidate: { seq, id: undefined, reason: 'malformed', received: text }, told: {} };
    }
    return { seq, text, candidate: readFact(domain.facts, seq, value), told: toldOf(value) };
  });
}

/** A fact that makes the server or its store fail is kept as it is, like one that its device has parked. */
export function setAside(fact: CarriedFact, reason: 'parked' | 'unstorable'): CarriedFact {
  const { candidate } = fact;
  return { ...fact, candidate: isReadable(candidate) ? quarantine(candidate, reason) : { ...candidate, reason } };
}

/**
 * All facts of a file in one transaction, at the seqs of their own device, so that its corrections find them, and it
 * finds what became of them. From the first whose seq another fact has taken (a copied device: another history goes on
 * there) they come in under a device beside it.
 * The device counts as heard only up to where nothing is missing: what the file lacks it sends by itself.
 */
export async function carryBatch(
  domain: LedgerDomain, ports: LedgerPorts, transaction: LedgerWrite, caller: Caller, carrying: Carrying, facts: readonly CarriedFact[],
): Promise<CarriedBatch> {
  const now = ports.now();
  const author = caller.actor.person;
  const device = await transaction.lockDevice(carrying.device, author, now);
  if (device.person !== author) throw new SyncError('cloned', `device ${device.device} belongs to somebody else`);
  const outcomes = new Map<number, Pick<CarriedOutcome, 'state' | 'reason' | 'isNew'>>();
  const brought = facts.filter(({ seq, candidate, told }) => {
    const mayBring = isReadable(candidate) ? mayCarry(carrying, caller.actor, candidate, now) : carrying.carries(told.scope);
    if (!mayBring) outcomes.set(seq, { state: 'refused', reason: 'not-allowed', isNew: false });
    return mayBring;
  });
  const judged = judgeAll(caller, device, brought, now, ports);

  const batch = new Batch(domain, now);
  const scopes = batch.scopesOf(judged.flatMap((each) => ('reason' in each ? [] : [each])));
  if (scopes.length > 0) batch.hold(await transaction.lockScopes(scopes));
  const { byId, bySeq } = await knownOf(transaction, device.device, judged);
  const seen = new Set<string>();
  const fresh = judged.filter((each) => {
    const id = idOf(each);
    const here = bySeq.get(each.seq);
    const there = (id === undefined ? undefined : byId.get(id)) ?? (here?.id === id ? here : undefined);
    const twice = id !== undefined && seen.has(id);
    if (there) outcomes.set(each.seq, { state: there.state === 'applied' ? 'duplicate' : there.state, reason: there.reason, isNew: false });
    else if (twice) outcomes.set(each.seq, { state: 'duplicate', isNew: false });
    if (id !== undefined) seen.add(id);
    return !there && !twice;
  });
  const taken = fresh.find(({ seq }) => bySeq.has(seq))?.seq ?? Number.POSITIVE_INFINITY;
  const displaced = fresh.filter(({ seq }) => seq >= taken);
  const beside = displaced.length > 0 ? await transaction.lockDevice(`${device.device}:file`, author, now) : undefined;
  const placeOf = new Map(displaced.map(({ seq }, index) => [seq, (beside?.lastSeq ?? 0) + 1 + index]));
  const seqOf = new Map([...placeOf].map(([seq, place]) => [place, seq]));
  const ownSeq = (under: string, seq: number): number => (under === device.device ? seq : (seqOf.get(seq) ?? seq));

  const settled = await settleBatch(domain, ports, transaction, batch, fresh.flatMap((each) => ('reason' in each ? [] : [placed(each, beside, placeOf)])));
  const held: QuarantinedFact[] = [];
  const texts = new Map(brought.map(({ seq, text }) => [seq, text]));
  const hold = (under: string, { seq, id, reason, received: asPlaced }: UnreadableFact): void => {
    const received = (under === device.device ? texts.get(seq) : undefined) ?? asPlaced;
    held.push({ device: under, seq, id, author, reason, received, receivedAt: now, carriedBy: carrying.carrier.person });
    outcomes.set(ownSeq(under, seq), { state: 'quarantined', reason, isNew: true });
  };
  for (const each of fresh) {
    const place = placeOf.get(each.seq);
    if ('reason' in each) hold(place === undefined || !beside ? device.device : beside.device, { ...each, seq: place ?? each.seq });
  }
  for (const { judged: fact, reason } of settled.refused) hold(fact.device, quarantine(fact, reason));
  for (const { fact, device: under, state, reason } of settled.facts) outcomes.set(ownSeq(under, fact.seq), { state, reason, isNew: true });

  const told = facts.map(({ seq, told: about }): CarriedOutcome => ({ seq, ...about, state: 'refused', isNew: false, ...outcomes.get(seq) }));
  if (fresh.length === 0) return { outcomes: told, save: undefined };
  const kept = new Set([...bySeq.keys(), ...fresh.map(({ seq }) => seq)]);
  const lastSeq = lastInLine(device.lastSeq, kept);
  const heard = settled.facts.filter((each) => each.device === device.device && each.fact.seq <= lastSeq);
  const lastAt = heard.reduce(knownToWriteAt, device.lastAt);
  // Nobody has heard of the phone itself: what it does after the file's last fact is not known to have arrived.
  const lastSeenAt = device.lastSeq === 0 && device.lastSeenAt === now ? (lastAt ?? 0) : device.lastSeenAt;
  const save: LedgerSave = {
    ...saveOf(batch, settled, [], caller, now, { ...device, lastSeq, lastAt, lastSeenAt, carriedTo: Math.max(device.carriedTo ?? 0, fresh.at(-1)?.seq ?? 0) }),
    quarantine: held,
    beside: beside && { ...beside, lastSeq: beside.lastSeq + displaced.length, lastSeenAt: now },
    carried: { by: carrying.carrier.person, file: carrying.file, at: now },
    act: carrying.actOf?.(told),
  };
  await transaction.save(save);
  return { outcomes: told, save };
}

/** A carrier brings what they might say themselves now: else a file that somebody wrote by hand could hand out roles. */
function mayCarry({ carrier, carries }: Carrying, author: Actor, { definition, fact }: ReadableFact, now: number): boolean {
  return carries(fact.scope) && (definition.allowed?.({ ...author, memberships: carrier.memberships }, fact, now) ?? false) !== false;
}

function judgeAll(
  caller: Caller, device: LedgerDevice, brought: readonly CarriedFact[], receivedAt: number, ports: LedgerPorts,
): readonly (JudgedFact | UnreadableFact)[] {
  let previousAt = device.lastAt;
  return brought.map(({ seq, candidate }) => {
    if (!isReadable(candidate)) return candidate;
    // The device's clock is not at hand: nothing is measured anew. What it sent before bounds what came after.
    const verdict = judge(caller, device.device, candidate, { receivedAt, previousAt: seq > device.lastSeq ? previousAt : undefined }, ports);
    if (!('reason' in verdict)) previousAt = knownToWriteAt(previousAt, verdict);
    return verdict;
  });
}

async function knownOf(transaction: LedgerWrite, device: string, all: readonly (JudgedFact | UnreadableFact)[]) {
  const ids = all.map(idOf).filter((id) => id !== undefined);
  const known = await transaction.known([...new Set(ids)], device, all[0]?.seq ?? 0, all.at(-1)?.seq ?? 0);
  return {
    byId: new Map(known.flatMap((fact): [string, KnownFact][] => (fact.id === undefined ? [] : [[fact.id, fact]]))),
    bySeq: new Map(known.flatMap((fact): [number, KnownFact][] => (fact.device === device ? [[fact.seq, fact]] : []))),
  };
}

/** At its own seq, or beside its device where another fact has that one. */
function placed(fact: JudgedFact, beside: LedgerDevice | undefined, places: ReadonlyMap<number, number>): JudgedFact {
  const seq = places.get(fact.seq);
  if (seq === undefined || !beside) return fact;
  return { ...fact, seq, device: beside.device, written: { ...fact.written, seq }, fact: { ...fact.fact, seq } };
}

function idOf(each: JudgedFact | UnreadableFact): string | undefined {
  return 'reason' in each ? each.id : each.written.id;
}

function toldOf(value: unknown): CarriedFact['told'] {
  const { id, name, scope, at, offset } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const text = (part: unknown): string | undefined => (typeof part === 'string' ? part.slice(0, 100) : undefined);
  const when = Number(at) + (Number.isInteger(offset) ? Number(offset) : 0);
  return { id: text(id), name: text(name), scope: text(scope), at: Number.isInteger(at) && Math.abs(when) <= 8.64e15 ? when : undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
