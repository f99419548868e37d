import { BYTES_PER_PUSH, FACTS_PER_PUSH, utf8Length } from '../protocol/limits.ts';
import { encodeStamp } from '../protocol/stamp.ts';
import { SyncError } from '../protocol/sync-error.ts';
import { uuidV7 } from '../protocol/uuid.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { blame, halved, type Suspects } from './blame.ts';
import type { EngineOptions } from './engine-api.ts';
import { openIdentity } from './open-identity.ts';
import type { ClientPorts, OutboxIdentity, StoredFact } from './ports.ts';
import { enterEpoch, refill } from './restored.ts';

export interface BatchResult {
  readonly more: boolean;
  readonly retryAfter?: number | undefined;
  /** The server fails at one of these while it takes others. */
  readonly suspects?: Suspects | undefined;
  /** It failed at this batch. */
  readonly failing?: boolean | undefined;
}

/**
 * Sends the next facts and writes down what became of them. Rejects with `SyncError` when nothing was taken.
 * @param limit facts at most; lower after a server or a proxy found a batch too large
 * @param suspects what an earlier batch left of them
 */
export async function pushBatch(options: EngineOptions, limit: number, suspects?: Suspects): Promise<BatchResult> {
  const { ports } = options;
  const { outbox, network, clock } = ports;
  const identity = await openIdentity(ports);
  const facts = halved(firstRun(await outbox.pending(Math.min(limit, FACTS_PER_PUSH))), identity.device, suspects);
  const [first] = facts;
  const last = facts.at(-1);
  if (!first || !last) return { more: false };
  // Before the network: from here on an outcome may exist that this device has not heard of, and asks for.
  await outbox.sent(identity.device, last.fact.seq);
  const sentAt = clock.monotonic();
  let response;
  try {
    response = await network.push({
      protocol: PROTOCOL_VERSION,
      device: identity.device,
      ...(identity.epoch === undefined ? {} : { epoch: identity.epoch }),
      app: options.app,
      clientNow: clock.now(),
      firstSeq: first.fact.seq,
      facts: facts.map(({ fact }) => fact),
    });
  } catch (error) {
    if (error instanceof SyncError && error.reason === 'failed') return blame(options, identity, facts, error);
    if (!(error instanceof SyncError) || error.reason !== 'cloned') throw error;
    options.report?.({ reason: 'cloned', detail: error.message });
    await takeNewDevice(ports, identity.device);
    return { more: true };
  }
  await hear(ports, identity, response.serverNow, sentAt);
  if (await enterEpoch(options, identity, response.epoch)) return { more: true };
  if (response.expect !== undefined) {
    await refill(options, identity, response.expect);
    return { more: true };
  }
  if (!response.results.some(({ seq }) => seq === first.fact.seq)) throw new SyncError('failed', `nothing was answered about fact ${first.fact.seq}`);
  await outbox.settle(identity.device, response.results, clock.now());
  const more = (await outbox.pending(1)).length > 0;
  const left = suspects && last.fact.seq < suspects.upTo ? suspects : undefined;
  return { more, retryAfter: response.retryAfter, suspects: left };
}

/**
 * Learns the server's time from one exchange; half the round trip is the error.
 * @param sentAt monotonic: the wall clock may be set between question and answer
 */
export async function hear(ports: ClientPorts, identity: OutboxIdentity, serverNow: number, sentAt: number): Promise<void> {
  const middle = ports.clock.now() - (ports.clock.monotonic() - sentAt) / 2;
  const stamp = encodeStamp({ ms: Math.max(0, serverNow), counter: 0, device: identity.device });
  await ports.outbox.heard(Math.round(serverNow - middle), stamp);
}

/** A new device id under which everything pending is sent again. */
export async function takeNewDevice({ outbox, clock, random }: ClientPorts, from: string): Promise<void> {
  await outbox.remint(from, uuidV7(clock.now(), random.bytes(10)));
}

/** Facts whose seqs follow one another and that fit one push together. */
function firstRun(facts: readonly StoredFact[]): readonly StoredFact[] {
  let bytes = 0;
  for (const [index, { fact }] of facts.entries()) {
    bytes += utf8Length(JSON.stringify(fact)) + 1;
    const previous = facts[index - 1];
    if (index > 0 && (bytes > BYTES_PER_PUSH || fact.seq !== (previous?.fact.seq ?? 0) + 1)) return facts.slice(0, index);
  }
  return facts;
}
