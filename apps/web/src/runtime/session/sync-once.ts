import { loadIdentity } from '../identity/identity.ts';
import { sendSessionPhotos } from '../photos/send-session-photos.ts';
import { openSession } from './session.ts';

/** What is left after one attempt. */
export interface SyncedOnce {
  readonly waiting: number;
}

/**
 * Sends what waits and reads what changed, once, without a page: for the worker's `sync` event. Safe beside open tabs,
 * because each batch is sent under the same lock.
 */
export async function syncOnce(): Promise<SyncedOnce> {
  const who = await loadIdentity();
  // Also after the sign-in has ended: the phone may still be trusted to send what it has.
  if (!who) return { waiting: 0 };
  const session = openSession({ organization: who.organization.id, person: who.person.id, tallies: true });
  try {
    await session.engine.flush();
    const nextPhoto = await sendSessionPhotos(session);
    return { waiting: (await session.outbox.countPending()) + (nextPhoto === undefined ? 0 : 1) };
  } finally {
    await session.close();
  }
}
