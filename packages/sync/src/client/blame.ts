import type { SyncError } from '../protocol/sync-error.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { EngineOptions } from './engine-api.ts';
import type { OutboxIdentity, StoredFact } from './ports.ts';
import type { BatchResult } from './push-batch.ts';

/** A fact is parked when the server has failed at it alone this often. */
export const FAILURES_BEFORE_PARKING = 5;

/** One of this device's facts up to `upTo` makes the server fail. Forgotten with the process: it is found again. */
export interface Suspects {
  readonly device: string;
  readonly upTo: number;
}

/** The first half of the suspects, or all facts when there are none. */
export function halved(facts: readonly StoredFact[], device: string, suspects: Suspects | undefined): readonly StoredFact[] {
  const [first] = facts;
  if (!first || !suspects || suspects.device !== device || first.fact.seq > suspects.upTo) return facts;
  return facts.slice(0, Math.max(1, (suspects.upTo - first.fact.seq + 1) >> 1));
}

/**
 * The server failed at these facts. They are to blame only if it takes an empty push right now; otherwise it is an
 * outage, which counts against nobody. A batch is halved; a single fact is counted, and parked in the end.
 * Rejects with `SyncError` when nothing came of it.
 */
export async function blame(options: EngineOptions, identity: OutboxIdentity, facts: readonly StoredFact[], failure: SyncError): Promise<BatchResult> {
  const { outbox, network, clock } = options.ports;
  const { device } = identity;
  const [first] = facts;
  const last = facts.at(-1);
  if (!first || !last) throw failure;
  const { fact } = first;
  const frame = { protocol: PROTOCOL_VERSION, device, epoch: identity.epoch, app: options.app, clientNow: clock.now(), firstSeq: fact.seq, facts: [] };
  await network.push(frame);
  if (facts.length > 1) return { more: true, failing: true, suspects: { device, upTo: last.fact.seq } };
  if ((await outbox.failed(device, fact.seq)) < FAILURES_BEFORE_PARKING) throw failure;
  const { results } = await network.push({ ...frame, parked: { id: fact.id, received: JSON.stringify(fact) } });
  // An older server knows of no parking, and has judged nothing.
  if (!results.some(({ seq }) => seq === fact.seq)) throw failure;
  options.report?.({ reason: 'parked', detail: `${fact.name} ${fact.id}: ${failure.message}` });
  await outbox.settle(device, results, clock.now());
  return { more: (await outbox.pending(1)).length > 0, failing: true };
}
