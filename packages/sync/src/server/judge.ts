import type { Allowance, RecordRef } from '@fieldloop/domain/define-fact';
import { recordsOf } from '../folding/read-payload.ts';
import type { Caller } from './ledger-api.ts';
import { correctClock, type ClockEvidence } from './correct-clock.ts';
import type { JudgedFact } from './batch.ts';
import type { LedgerPorts } from './ports.ts';
import { quarantine, type ReadableFact, type UnreadableFact } from './read-fact.ts';

/**
 * Corrects a readable fact's clock and asks its definition whether its author may say this. A person is judged at the
 * time it happened, a key at receipt. Without a rule of its own only the server writes it.
 */
export function judge(
  caller: Caller,
  device: string,
  candidate: ReadableFact,
  evidence: Omit<ClockEvidence, 'device'>,
  ports: LedgerPorts,
): JudgedFact | UnreadableFact {
  const actor = { ...caller.actor, device };
  const clock = correctClock(candidate.fact, { ...evidence, device });
  const at = actor.kind === 'key' ? evidence.receivedAt : clock.at;
  let refs: readonly RecordRef[];
  let allowed: Allowance;
  try {
    refs = recordsOf(candidate.definition, candidate.fact);
    // A record that no answer could name would stop every device that reads its scope.
    if (!refs.every(isAddress)) return quarantine(candidate, 'invalid');
    allowed = candidate.definition.allowed?.(actor, candidate.fact, at) ?? actor.kind === 'server';
    if (!allowed) return quarantine(candidate, 'not-allowed');
  } catch (cause) {
    ports.foldThrew(cause, candidate.written);
    return quarantine(candidate, 'fold-failed');
  }
  return {
    ...candidate,
    refs,
    device,
    author: actor.person,
    correctedAt: clock.at,
    correctedStamp: clock.stamp,
    receivedAt: evidence.receivedAt,
    clock: clock.flag,
    ownOnly: allowed === 'own',
  };
}

const scopePattern = /^(desk|(site|person):[\w.@:-]{1,64})$/;
const idPattern = /^[\w.@:-]{1,350}$/;

function isAddress({ scope, id }: RecordRef): boolean {
  return scopePattern.test(scope) && idPattern.test(id);
}
