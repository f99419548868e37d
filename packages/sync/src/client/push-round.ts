import { BYTES_PER_PUSH, FACTS_PER_PUSH, utf8Length } from '../protocol/limits.ts';
import { halved, type Suspects } from './blame.ts';
import type { EngineOptions } from './engine-api.ts';
import { openIdentity } from './open-identity.ts';
import type { StoredFact } from './ports.ts';
import { sendBatch, takeBatch, takeBehind, type BatchResult, type BatchUnderWay } from './push-batch.ts';

/** Batches read from the outbox at once. */
const BATCHES_PER_ROUND = 8;
/** How many may wait for their answers: the next one travels while one is judged. Their outcomes fit one pull. */
const UNDER_WAY = 2;

/**
 * Sends what waits, batch by batch, and writes down what became of it. The first batch decides alone what a failure
 * means; those behind it are taken while they go through in order. After a failure that suspects a fact, one goes at a
 * time. Rejects with `SyncError` when nothing was taken.
 * @param limit facts of a batch at most; lower after a server or a proxy found one too large
 * @param suspects what an earlier batch left of them
 * @param settled hears of each batch that was settled; returns whether to send more in this round
 */
export async function pushRound(
  options: EngineOptions,
  limit: number,
  suspects: Suspects | undefined,
  settled: (facts: number) => boolean,
): Promise<BatchResult> {
  const { outbox } = options.ports;
  let identity = await openIdentity(options.ports);
  const size = Math.min(limit, FACTS_PER_PUSH);
  const pending = await outbox.pending(suspects ? size : size * BATCHES_PER_ROUND);
  const batches = suspects ? [halved(firstRun(pending), identity.device, suspects)].values() : runs(pending, size);
  const first = batches.next().value;
  const last = first?.at(-1);
  if (!first || !last) return { more: false };

  const underWay: BatchUnderWay[] = [await sendBatch(options, identity, first)];
  try {
    let take = takeBatch;
    let goesOn = true;
    for (;;) {
      while (goesOn && underWay.length < UNDER_WAY) {
        const next = batches.next().value;
        if (!next) break;
        underWay.push(await sendBatch(options, identity, next, underWay.at(-1)));
      }
      const [oldest] = underWay;
      if (!oldest) break;
      const result = await take(options, identity, oldest);
      underWay.shift();
      if (result.settled === undefined) return result;
      goesOn = settled(result.settled);
      const current = await openIdentity(options.ports);
      // Another tab has taken a new device id: these seqs are no longer ours to send.
      if (current.device !== identity.device) return { more: true };
      identity = current;
      if (result.retryAfter !== undefined) return { more: (await outbox.pending(1)).length > 0, retryAfter: result.retryAfter };
      take = takeBehind;
    }
    const left = suspects && last.fact.seq < suspects.upTo ? suspects : undefined;
    return { more: (await outbox.pending(1)).length > 0, suspects: left };
  } finally {
    // No request outlives its round: the next may be of another device.
    await Promise.all(underWay.map(({ answer }) => answer));
  }
}

/** One batch after the other, for as long as no seq is missing between them. */
function* runs(pending: readonly StoredFact[], size: number): Generator<readonly StoredFact[], undefined> {
  for (let from = 0; from < pending.length; ) {
    if (from > 0 && pending[from]?.fact.seq !== (pending[from - 1]?.fact.seq ?? 0) + 1) return;
    const run = firstRun(pending.slice(from, from + size));
    yield run;
    from += run.length;
  }
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
