import type { Outcome, PushRequest, PushResponse } from '../protocol/push.ts';
import { SyncError } from '../protocol/sync-error.ts';
import { Batch, type JudgedFact } from './batch.ts';
import { knownToWriteAt } from './correct-clock.ts';
import { judge } from './judge.ts';
import type { Caller, LedgerDomain } from './ledger-api.ts';
import type { KnownFact, LedgerDevice, LedgerPorts, LedgerSave, LedgerWrite, QuarantinedFact } from './ports.ts';
import { isReadable, quarantine, type Candidate, type UnreadableFact } from './read-fact.ts';
import { settleBatch, type Settled } from './settle-batch.ts';

/** What a batch did, for the answer and for the live bus. */
export interface Pushed {
  readonly response: PushResponse;
  readonly save: LedgerSave | undefined;
}

/** One batch in one transaction: in it, everything is judged, folded and written, or nothing is. */
export async function pushBatch(
  domain: LedgerDomain,
  ports: LedgerPorts,
  transaction: LedgerWrite,
  caller: Caller,
  request: PushRequest,
  candidates: readonly Candidate[],
  arrivedAt: number,
): Promise<Pushed> {
  const { firstSeq } = request;
  const [epoch, device] = await Promise.all([
    transaction.epoch(), transaction.lockDevice(request.device, caller.actor.person, ports.now()),
  ]);
  // Only now is it this batch's turn: one that waited for the lock must not look older than the one it waited for.
  const now = ports.now();
  if (device.person !== caller.actor.person) {
    throw new SyncError('cloned', `device ${device.device} belongs to somebody else: take a new device id`);
  }
  const answer = { epoch, serverNow: now };
  if (request.epoch !== undefined && request.epoch !== epoch) {
    // Seqs of another history mean nothing in this one: its device sends everything again, as a new one.
    return { response: { ...answer, lastSeq: device.lastSeq, results: [], heads: {}, restored: true }, save: undefined };
  }
  if (firstSeq > device.lastSeq + 1) {
    const expect = device.lastSeq + 1;
    return { response: { ...answer, lastSeq: device.lastSeq, results: [], expect, heads: {} }, save: undefined };
  }
  if (candidates.length === 0) {
    return { response: { ...answer, lastSeq: device.lastSeq, results: [], heads: {} }, save: undefined };
  }

  const evidence = { receivedAt: now, offsetNow: arrivedAt - request.clientNow, previousAt: device.lastAt };
  const { judged, unreadable } = judgeAll(caller, request.device, candidates, evidence, ports);
  const batch = new Batch(domain, now);
  // Heads before ids: whoever else sends the same fact now has either committed it or waits for us.
  const scopes = batch.scopesOf(judged);
  if (scopes.length > 0) batch.hold(await transaction.lockScopes(scopes));
  const ids = candidates.map(idOf).filter((id) => id !== undefined);
  const known = await transaction.known(ids, request.device, request.prior === undefined ? firstSeq : firstSeq - 1, Math.min(Math.max(device.lastSeq, device.carriedTo ?? 0), firstSeq + candidates.length - 1));
  const told = recognise(candidates, known, request);

  const settled = await settleBatch(domain, ports, transaction, batch, judged.filter(({ seq }) => !told.has(seq)));
  const refused: UnreadableFact[] = [
    ...unreadable.filter(({ seq }) => !told.has(seq)),
    ...settled.refused.map(({ judged: fact, reason }) => quarantine(fact, reason)),
  ];
  const save = saveOf(batch, settled, refused, caller, now, {
    ...device,
    lastSeq: await heardUpTo(transaction, device, firstSeq + candidates.length - 1),
    lastAt: settled.facts.reduce(knownToWriteAt, device.lastAt),
    lastSeenAt: now,
  });
  await transaction.save({ ...save, elsewhere: elsewhere(candidates, told, known, request.device) });
  const results = [...told.values(), ...outcomesOf(settled, refused)].sort((left, right) => left.seq - right.seq);
  const heads = Object.fromEntries(save.scopes.map(({ scope, head }) => [scope, head]));
  return { response: { ...answer, lastSeq: save.device.lastSeq, results, heads }, save };
}

/** The last seq up to which nothing is missing, after a push up to `pushed`: what a file has brought may follow at once. */
async function heardUpTo(transaction: LedgerWrite, { device, lastSeq, carriedTo = 0 }: LedgerDevice, pushed: number): Promise<number> {
  const last = Math.max(lastSeq, pushed);
  if (carriedTo <= last) return last;
  const carried = await transaction.known([], device, last + 1, carriedTo);
  return lastInLine(last, new Set(carried.flatMap((fact) => (fact.device === device ? [fact.seq] : []))));
}

/** The last seq up to which nothing is missing. */
export function lastInLine(lastSeq: number, there: ReadonlySet<number>): number {
  let last = lastSeq;
  while (there.has(last + 1)) last += 1;
  return last;
}

function judgeAll(
  caller: Caller,
  device: string,
  candidates: readonly Candidate[],
  start: Parameters<typeof judge>[3],
  ports: LedgerPorts,
): { judged: JudgedFact[]; unreadable: UnreadableFact[] } {
  const judged: JudgedFact[] = [];
  const unreadable: UnreadableFact[] = [];
  let previousAt = start.previousAt;
  for (const candidate of candidates) {
    if (!isReadable(candidate)) {
      unreadable.push(candidate);
      continue;
    }
    const verdict = judge(caller, device, candidate, { ...start, previousAt }, ports);
    if ('reason' in verdict) unreadable.push(verdict);
    else {
      judged.push(verdict);
      previousAt = knownToWriteAt(previousAt, verdict);
    }
  }
  return { judged, unreadable };
}

/** Outcomes that exist already. A different fact at a known seq means that the device's storage was copied. */
function recognise(candidates: readonly Candidate[], known: readonly KnownFact[], { device, firstSeq, prior }: PushRequest): Map<number, Outcome> {
  const byId = new Map(known.filter(({ id }) => id !== undefined).map((fact) => [fact.id, fact]));
  const bySeq = new Map(known.filter((fact) => fact.device === device).map((fact) => [fact.seq, fact]));
  const before = bySeq.get(firstSeq - 1)?.id;
  if (prior !== undefined && before !== undefined && before !== prior) {
    throw new SyncError('cloned', `seq ${firstSeq - 1} of device ${device} is another fact here: take a new device id`);
  }
  const told = new Map<number, Outcome>();
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const { seq } = candidate;
    const id = idOf(candidate);
    const here = bySeq.get(seq);
    if (here && here.id !== id) {
      throw new SyncError('cloned', `seq ${seq} of device ${device} is another fact here: take a new device id`);
    }
    const there = here ?? (id === undefined ? undefined : byId.get(id));
    if (there) told.set(seq, outcomeOf(there, seq));
    else if (id !== undefined && seen.has(id)) told.set(seq, { seq, state: 'duplicate' });
    if (id !== undefined) seen.add(id);
  }
  return told;
}

/** Facts that are here under another device and not settled: this one asks by its own seqs what became of them. */
function elsewhere(
  candidates: readonly Candidate[], told: ReadonlyMap<number, Outcome>, known: readonly KnownFact[], device: string,
): readonly { readonly seq: number; readonly id: string }[] {
  if (told.size === 0) return [];
  const open = new Set(known.flatMap((fact) => (fact.id !== undefined && fact.device !== device && (fact.state === 'waiting' || fact.state === 'quarantined') ? [fact.id] : [])));
  if (open.size === 0) return [];
  return candidates.flatMap((candidate) => {
    const id = idOf(candidate);
    return id !== undefined && open.has(id) && told.has(candidate.seq) ? [{ seq: candidate.seq, id }] : [];
  });
}

function outcomeOf({ state, version, reason }: KnownFact, seq: number): Outcome {
  return {
    seq,
    state: state === 'applied' ? 'duplicate' : state,
    ...(version === undefined ? {} : { version }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function outcomesOf(settled: Settled, refused: readonly UnreadableFact[]): Outcome[] {
  return [
    ...settled.facts.map(({ fact, state, version, reason }): Outcome => ({
      seq: fact.seq, state, version, ...(reason === undefined ? {} : { reason }),
    })),
    ...refused.map(({ seq, reason }): Outcome => ({ seq, state: 'quarantined', reason })),
  ];
}

export function saveOf(
  batch: Batch,
  settled: Settled,
  refused: readonly UnreadableFact[],
  caller: Caller,
  now: number,
  device: LedgerDevice,
): LedgerSave {
  const tallies = batch.tallies.changes();
  for (const { site } of tallies) batch.touched.add(`site:${site}`);
  return {
    facts: settled.facts,
    updates: settled.updates,
    quarantine: refused.map(({ seq, id, reason, received }): QuarantinedFact => ({
      device: device.device, seq, id, author: caller.actor.person, reason, received, receivedAt: now,
    })),
    records: batch.changedRecords(),
    tallies,
    tallyVersions: new Map([...new Set(tallies.map(({ site }) => site))].map((site) => [site, batch.versionOf(`site:${site}`)])),
    scopes: batch.changedScopes(),
    device,
  };
}

function idOf(candidate: Candidate): string | undefined {
  return isReadable(candidate) ? candidate.written.id : candidate.id;
}
