import type { Fact } from '@fieldloop/domain/fact';
import { encodeStamp } from '../protocol/stamp.ts';
import { Batch, type JudgedFact } from './batch.ts';
import { judge } from './judge.ts';
import type { Caller, DraftOutcome, FactDraft, LedgerDomain } from './ledger-api.ts';
import type { LedgerPorts, LedgerSave, LedgerWrite } from './ports.ts';
import { saveOf } from './push.ts';
import { isReadable, readFact } from './read-fact.ts';
import { settleBatch } from './settle-batch.ts';

export interface Appended {
  readonly outcomes: readonly DraftOutcome[];
  readonly save: LedgerSave | undefined;
}

/** Facts of a source that keeps no outbox: seq and clock are given here, and what is wrong is refused, not kept. */
export async function appendBatch(
  domain: LedgerDomain,
  ports: LedgerPorts,
  transaction: LedgerWrite,
  caller: Caller,
  drafts: readonly FactDraft[],
): Promise<Appended> {
  const now = ports.now();
  const { device: source, person } = caller.actor;
  const device = await transaction.lockDevice(source, person, now);
  const outcomes = new Map<string, DraftOutcome>();
  const judged: JudgedFact[] = [];
  let counter = 0;
  for (const draft of drafts) {
    if (outcomes.has(draft.id) || judged.some(({ written }) => written.id === draft.id)) continue;
    const stamp = encodeStamp({ ms: Math.max(0, Math.min(draft.at, now)), counter: counter++ % 0x10000, device: source });
    const read = readFact(domain.facts, 1, envelopeOf(domain, draft, stamp));
    const verdict = isReadable(read) ? judge(caller, source, read, { receivedAt: now }, ports) : read;
    if ('reason' in verdict) outcomes.set(draft.id, { id: draft.id, state: 'refused', reason: verdict.reason });
    else judged.push(verdict);
  }

  const batch = new Batch(domain, now);
  if (judged.length > 0) batch.hold(await transaction.lockScopes(batch.scopesOf(judged)));
  const known = await transaction.known(judged.map(({ written }) => written.id), source, 0, 0);
  for (const { id, state, version } of known) {
    // One that was quarantined under this id did not come from here, and may be sent right now.
    if (id !== undefined && state !== 'quarantined') outcomes.set(id, { id, state: 'duplicate', version });
  }
  const fresh = judged
    .filter(({ written }) => !outcomes.has(written.id))
    .map((fact, index): JudgedFact => {
      const seq = device.lastSeq + 1 + index;
      return { ...fact, seq, written: { ...fact.written, seq }, fact: { ...fact.fact, seq } };
    });
  if (fresh.length === 0) return { outcomes: inOrder(drafts, outcomes), save: undefined };

  const settled = await settleBatch(domain, ports, transaction, batch, fresh);
  for (const { fact, state, reason, version } of settled.facts) {
    if (state !== 'quarantined') outcomes.set(fact.id, { id: fact.id, state, reason, version });
  }
  for (const { judged: fact, reason } of settled.refused) {
    outcomes.set(fact.written.id, { id: fact.written.id, state: 'refused', reason });
  }
  const save = saveOf(batch, settled, [], caller, now, {
    ...device, lastSeq: device.lastSeq + fresh.length, lastAt: now, lastSeenAt: now,
  });
  await transaction.save(save);
  return { outcomes: inOrder(drafts, outcomes), save };
}

function envelopeOf(domain: LedgerDomain, draft: FactDraft, stamp: string): Omit<Fact, 'subjects'> & { subjects: unknown } {
  return {
    id: draft.id,
    seq: 1,
    name: draft.name,
    version: draft.version ?? domain.facts.get(draft.name)?.version ?? 1,
    scope: draft.scope,
    subjects: draft.subjects ?? [],
    inForce: draft.inForce,
    inHand: draft.inHand,
    at: draft.at,
    offset: 0,
    mono: 0,
    stamp,
    payload: draft.payload,
  };
}

function inOrder(drafts: readonly FactDraft[], outcomes: ReadonlyMap<string, DraftOutcome>): readonly DraftOutcome[] {
  return drafts.map(({ id }) => outcomes.get(id) ?? { id, state: 'refused', reason: 'malformed' });
}
