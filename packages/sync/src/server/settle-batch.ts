import type { RecordRef } from '@fieldloop/domain/define-fact';
import { addressOf } from '../folding/fold-fact.ts';
import { readPayload, recordsOf } from '../folding/read-payload.ts';
import { compareStamps } from '../protocol/stamp.ts';
import type { FactReason } from '../protocol/reasons.ts';
import type { Batch} from './batch.ts';
import { type JudgedFact } from './batch.ts';
import { readAmended } from './amended.ts';
import { changedSpan, inForceAt } from './in-force.ts';
import type { InForceEntry, LedgerDomain } from './ledger-api.ts';
import type { LedgerFact, LedgerPorts, LedgerWrite, RecordAddress } from './ports.ts';

/** What folding a batch came to. */
export interface Settled {
  /** New facts of the ledger, in seq order. */
  readonly facts: readonly LedgerFact[];
  /** Facts of before that changed: released ones, and those whose revision in force was corrected. */
  readonly updates: readonly LedgerFact[];
  /** Judged facts that no fold may take: they go to quarantine. */
  readonly refused: readonly { readonly judged: JudgedFact; readonly reason: FactReason }[];
}

/** Folds judged facts in order, then what was waiting for records that arrived, then re-keys what a late revision moves. */
export async function settleBatch(
  domain: LedgerDomain,
  ports: LedgerPorts,
  transaction: LedgerWrite,
  batch: Batch,
  judged: readonly JudgedFact[],
): Promise<Settled> {
  await load(transaction, batch, batch.needs(judged));
  const stored = await readAmended(domain, transaction, judged);
  const facts = new Map<string, LedgerFact>();
  const updates = new Map<string, LedgerFact>();
  const refused: { judged: JudgedFact; reason: FactReason }[] = [];
  const histories = new Map<LedgerFact['fact']['scope'], readonly InForceEntry[]>();

  for (const fact of judged) {
    const outcome = take(fact.definition.amends ? { ...fact, amended: stored.of(fact, facts.values()) } : fact);
    if ('reason' in outcome) refused.push({ judged: fact, reason: outcome.reason });
    else {
      facts.set(outcome.fact.fact.id, outcome.fact);
      batch.touched.add(fact.fact.scope);
    }
  }
  await release();
  for (const [scope, before] of histories) await rekey(scope, before, batch.history(scope) ?? []);
  return { facts: [...facts.values()], updates: [...updates.values()], refused };

  function take(fact: JudgedFact): { fact: LedgerFact } | { reason: FactReason } {
    const { scope } = fact.fact;
    if (fact.definition.puts && !histories.has(scope)) histories.set(scope, batch.history(scope) ?? []);
    const ledgerFact = (rest: Pick<LedgerFact, 'state' | 'reason' | 'waitsFor'>): { fact: LedgerFact } => ({
      fact: {
        fact: fact.written,
        payloadText: fact.payloadText,
        device: fact.device,
        author: fact.author,
        correctedAt: fact.correctedAt,
        correctedStamp: fact.correctedStamp,
        receivedAt: fact.receivedAt,
        clock: fact.clock,
        inForce: batch.inForce(fact),
        version: batch.versionOf(fact.fact.scope),
        ...rest,
      },
    });
    try {
      const outcome = disowned(fact) ?? batch.fold(fact);
      if (!outcome.refused) {
        const applied = ledgerFact({ state: 'applied' });
        batch.count(applied.fact, fact.definition, fact.fact);
        return applied;
      }
      switch (outcome.refused) {
        case 'missing':
          if (batch.isDeleted(outcome.ref)) return { reason: 'deleted' };
          return ledgerFact({ state: 'waiting', reason: 'subject-missing', waitsFor: addressOf(outcome.ref) });
        case 'superseded':
          return ledgerFact({ state: 'superseded', reason: 'superseded' });
        case 'not-allowed':
        case 'invalid':
          return { reason: outcome.refused };
      }
    } catch (cause) {
      ports.foldThrew(cause, fact.written);
      return { reason: 'fold-failed' };
    }
  }

  /** Facts that waited for what has arrived: from this batch and from before, until nothing more moves. */
  async function release(): Promise<void> {
    const asked = new Set<string>();
    for (;;) {
      const keys = batch.arrived.filter((key) => !asked.has(key));
      if (keys.length === 0) return;
      for (const key of keys) asked.add(key);
      const earlier = await transaction.waitingFor(keys);
      const here = [...facts.values(), ...updates.values()].filter(
        ({ state, waitsFor }) => state === 'waiting' && waitsFor !== undefined && keys.includes(waitsFor),
      );
      const known = new Set(here.map(({ fact }) => fact.id));
      const waiting = [...here, ...earlier.filter(({ fact }) => !known.has(fact.id) && !updates.has(fact.id))];
      waiting.sort((left, right) => compareStamps(left.correctedStamp, right.correctedStamp));
      const readable = waiting.map((fact) => rejudge(domain, fact)).filter((fact) => fact !== undefined);
      await load(transaction, batch, batch.needs(readable));
      for (const fact of readable) {
        const outcome = take(fact);
        // The ledger has it already, so it cannot move to quarantine: it stays, without effect.
        const next: LedgerFact = 'fact' in outcome
          ? outcome.fact
          : { ...(facts.get(fact.written.id) ?? waitingOf(waiting, fact)), state: 'superseded', reason: outcome.reason, waitsFor: undefined };
        if (facts.has(fact.written.id)) facts.set(fact.written.id, next);
        else updates.set(fact.written.id, next);
        batch.touched.add(fact.fact.scope);
      }
    }
  }

  /** What was in force has changed for a span of the past: each fact in it takes its tallies along. */
  async function rekey(
    scope: LedgerFact['fact']['scope'],
    before: readonly InForceEntry[],
    after: readonly InForceEntry[],
  ): Promise<void> {
    const span = changedSpan(before, after);
    const stored = span ? await transaction.factsBetween(scope, span.from, span.until) : [];
    // Whatever was taken in this batch may have been keyed between two of its revisions.
    const here = [...facts.values()].filter(({ fact }) => fact.scope === scope);
    for (const old of [...here, ...stored.map((fact) => updates.get(fact.fact.id) ?? fact)]) {
      const inForce = inForceAt(after, old.correctedAt);
      if (inForce === old.inForce) continue;
      const moved: LedgerFact = { ...old, inForce };
      const readable = rejudge(domain, old);
      if (readable && old.state === 'applied') {
        batch.count(old, readable.definition, readable.fact, -1);
        batch.count(moved, readable.definition, readable.fact);
      }
      if (facts.has(old.fact.id)) facts.set(old.fact.id, moved);
      else updates.set(old.fact.id, moved);
      batch.touched.add(scope);
    }
  }
}

/** What speaks against a fact that may amend only its author's own: it is somebody else's, or there is nothing. */
function disowned({ ownOnly, amended = [], author }: JudgedFact): { readonly refused: 'not-allowed' | 'superseded' } | undefined {
  if (!ownOnly) return undefined;
  if (amended.some((each) => each.author !== author)) return { refused: 'not-allowed' };
  return amended.length === 0 ? { refused: 'superseded' } : undefined;
}

/** Reads a fact of the ledger again, with today's definition. Undefined once its kind is no longer known. */
function rejudge(domain: LedgerDomain, stored: LedgerFact): JudgedFact | undefined {
  const definition = domain.facts.get(stored.fact.name);
  const read = definition && readPayload(definition, stored.fact);
  if (!definition || !read?.fact) return undefined;
  return {
    refs: recordsOf(definition, read.fact),
    payloadText: JSON.stringify(stored.fact.payload),
    seq: stored.fact.seq,
    written: stored.fact,
    fact: read.fact,
    definition,
    device: stored.device,
    author: stored.author,
    correctedAt: stored.correctedAt,
    correctedStamp: stored.correctedStamp,
    receivedAt: stored.receivedAt,
    clock: stored.clock,
  };
}

function waitingOf(waiting: readonly LedgerFact[], fact: JudgedFact): LedgerFact {
  const found = waiting.find((candidate) => candidate.fact.id === fact.written.id);
  if (!found) throw new Error(`fact ${fact.written.id} was released without having waited`);
  return found;
}

/** Locks and reads what the batch does not hold yet, in sorted order. */
async function load(transaction: LedgerWrite, batch: Batch, addresses: readonly (RecordAddress | RecordRef)[]): Promise<void> {
  const wanted = new Map<string, RecordAddress>();
  for (const address of addresses) if (!batch.has(address)) wanted.set(addressOf(address), address);
  const scopes = [...new Set(addresses.map(({ scope }) => scope))].filter((scope) => !batch.holds(scope)).sort();
  if (scopes.length > 0) batch.hold(await transaction.lockScopes(scopes));
  if (wanted.size === 0) return;
  const sorted = [...wanted.keys()].sort().map((key) => wanted.get(key)).filter((address) => address !== undefined);
  batch.load(sorted, await transaction.records(sorted));
}
