import type { PushResponse } from '../protocol/push.ts';
import { SyncError } from '../protocol/sync-error.ts';
import { uuidV7 } from '../protocol/uuid.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { blame, type Suspects } from './blame.ts';
import type { EngineOptions } from './engine-api.ts';
import type { ClientPorts, OutboxIdentity, StoredFact } from './ports.ts';
import { enterEpoch, refill } from './restored.ts';
import { hear, timed, type Timed } from './server-time.ts';

export interface BatchResult {
  readonly more: boolean;
  /** So many facts have their outcome now. */
  readonly settled?: number | undefined;
  readonly retryAfter?: number | undefined;
  /** The server fails at one of these while it takes others. */
  readonly suspects?: Suspects | undefined;
  /** It failed at this batch. */
  readonly failing?: boolean | undefined;
}

/** One batch on its way. Its answer never rejects: it may be looked at late, or not at all. */
export interface BatchUnderWay {
  readonly facts: readonly StoredFact[];
  readonly answer: Promise<PushAnswer>;
}

export type PushAnswer =
  | (Timed<PushResponse> & { readonly error?: undefined })
  | { readonly error: unknown; readonly response?: undefined; readonly middle?: undefined };

/**
 * Sends facts whose seqs follow one another.
 * @param ahead the batch before it, when that one is not answered yet
 */
export async function sendBatch(
  { ports, app, report }: EngineOptions,
  identity: OutboxIdentity,
  facts: readonly StoredFact[],
  ahead?: BatchUnderWay,
): Promise<BatchUnderWay> {
  const { outbox, network, clock } = ports;
  const firstSeq = facts[0]?.fact.seq ?? 0;
  // Before the network: from here on an outcome may exist that this device has not heard of, and asks for.
  await outbox.sent(identity.device, firstSeq + facts.length - 1).catch((error: unknown) => {
    // A full disk: what it holds is all the safer in the ledger, and is sent again if the outcome finds no room either.
    report?.({ reason: 'storage-failed', detail: String(error) });
  });
  const answer = timed(clock, () => network.push({
    protocol: PROTOCOL_VERSION,
    device: identity.device,
    ...(identity.epoch === undefined ? {} : { epoch: identity.epoch }),
    app,
    clientNow: clock.now(),
    firstSeq,
    settled: identity.settledSeq,
    ...(ahead && { prior: ahead.facts.at(-1)?.fact.id }),
    facts: facts.map(({ fact }) => fact),
  }));
  return { facts, answer: answer.catch((error: unknown) => ({ error })) };
}

/** Writes down what became of a batch that no other is ahead of, or finds out what stands in its way. Rejects with `SyncError` when nothing was taken. */
export async function takeBatch(options: EngineOptions, identity: OutboxIdentity, { facts, answer }: BatchUnderWay): Promise<BatchResult> {
  const { ports } = options;
  const { response, middle, error } = await answer;
  if (!response) {
    if (error instanceof SyncError && error.reason === 'failed') return blame(options, identity, facts, error);
    if (!(error instanceof SyncError) || error.reason !== 'cloned') throw error;
    options.report?.({ reason: 'cloned', detail: error.message });
    await takeNewDevice(ports, identity.device);
    return { more: true };
  }
  await hear(ports, identity, response.serverNow, middle);
  if (await enterEpoch(options, identity, response.epoch)) return { more: true };
  if (response.expect !== undefined) {
    await refill(options, identity, response.expect);
    return { more: true };
  }
  if (!answersAbout(response, facts)) throw new SyncError('failed', `nothing was answered about fact ${facts[0]?.fact.seq}`);
  await ports.outbox.settle(identity.device, response.results, ports.clock.now());
  return { more: true, settled: facts.length, retryAfter: response.retryAfter };
}

/**
 * The same for a batch behind another one: taken if it went through in order and in this epoch. Whatever else became of
 * it, nothing of it is settled, and the next round meets it at its head.
 */
export async function takeBehind({ ports }: EngineOptions, identity: OutboxIdentity, { facts, answer }: BatchUnderWay): Promise<BatchResult> {
  const { response } = await answer;
  const known = identity.epoch === response?.epoch;
  if (!response || !known || response.expect !== undefined || !answersAbout(response, facts)) return { more: true };
  await ports.outbox.settle(identity.device, response.results, ports.clock.now());
  return { more: true, settled: facts.length, retryAfter: response.retryAfter };
}

function answersAbout({ results }: PushResponse, facts: readonly StoredFact[]): boolean {
  return results.some(({ seq }) => seq === facts[0]?.fact.seq);
}

/** A new device id under which everything pending is sent again. */
export async function takeNewDevice({ outbox, clock, random }: ClientPorts, from: string): Promise<void> {
  await outbox.remint(from, uuidV7(clock.now(), random.bytes(10)));
}
