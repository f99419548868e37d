import { keepPhoto } from '../photos/keep-photo.ts';
import { readPhoto } from '../photos/photo-database.ts';
import type { Session } from './session.ts';

/** Facts moved in one reading. */
const PER_READING = 200;

/**
 * Moves what still waits from one person's databases to another's. For somebody whose sign-in ended and who joined anew:
 * the server knows them under another id, and what they wrote must not stay behind. Facts keep their ids and order, so
 * one that had reached the server after all is found to be there.
 * @returns how many facts moved
 */
export async function carryOver(from: Pick<Session, 'outbox' | 'photoDatabase'>, to: Pick<Session, 'outbox' | 'photoDatabase'>, mint: () => string): Promise<number> {
  const { device } = await from.outbox.identity(mint);
  await to.outbox.identity(mint);
  let moved = 0;
  for (;;) {
    const waiting = await from.outbox.pending(PER_READING);
    if (waiting.length === 0) break;
    for (const { fact, savedAt } of waiting) {
      await to.outbox.append((slot) => ({ ...fact, seq: slot.seq }), savedAt);
      // Settled one by one: a crash in between moves a fact twice at worst, under one id.
      await from.outbox.settle(device, [{ seq: fact.seq, state: 'duplicate' }], savedAt);
      moved += 1;
    }
  }
  for (const { sha256, type, site, addedAt } of await from.photoDatabase.photos.where('state').equals('waiting').toArray()) {
    const data = await new Blob([...(await readPhoto(from.photoDatabase, sha256))]).arrayBuffer();
    await keepPhoto(to.photoDatabase, { sha256, type, site, data }, addedAt);
    await from.photoDatabase.photos.update(sha256, { state: 'verified' });
  }
  return moved;
}
