import type { Fact } from '@fieldloop/domain/fact';
import { BYTES_PER_FACT, utf8Length } from '../protocol/limits.ts';
import { nextStamp } from '../protocol/stamp.ts';
import { uuidV7 } from '../protocol/uuid.ts';
import type { WriteDraft } from './engine-api.ts';
import { openIdentity } from './open-identity.ts';
import type { ClientPorts, Clock, Random, StoredFact, WriteSlot } from './ports.ts';

/** Saves a fact; it is durable when this resolves. Whoever sends must be told (`SyncEngine.wrote`). */
export async function writeFact(draft: WriteDraft, ports: Pick<ClientPorts, 'outbox' | 'clock' | 'random'>): Promise<StoredFact> {
  const make = factMaker(draft, ports.clock, ports.random);
  await openIdentity(ports);
  return ports.outbox.append(make, ports.clock.now());
}

/** Prepares the envelope so that only what the outbox gives (seq, device, last stamp) is left to its transaction. */
function factMaker(draft: WriteDraft, clock: Clock, random: Random): (slot: WriteSlot) => Fact {
  const at = clock.now();
  const mono = clock.monotonic();
  const bytes = random.bytes(10);
  const size = utf8Length(JSON.stringify(draft.payload) ?? '');
  // Room is left for the envelope: a fact that the server must refuse for its size is never called saved.
  if (size > BYTES_PER_FACT / 2) throw new RangeError(`a fact of ${size} bytes is too long: at most ${BYTES_PER_FACT / 2}`);
  return ({ device, seq, stamp, offset }) => ({
    id: uuidV7(at + offset, bytes),
    seq,
    name: draft.name,
    version: draft.version,
    scope: draft.scope,
    subjects: draft.subjects ?? [],
    ...(draft.seen === undefined ? {} : { seen: draft.seen }),
    ...(draft.inForce === undefined ? {} : { inForce: draft.inForce }),
    ...(draft.inHand === undefined ? {} : { inHand: draft.inHand }),
    at,
    offset,
    mono,
    stamp: nextStamp(stamp, at + offset, device),
    payload: draft.payload,
  });
}
