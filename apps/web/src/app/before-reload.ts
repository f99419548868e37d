import { StorageError } from '../runtime/database/database-guard.ts';
import type { Session } from '../runtime/session/session.ts';

/**
 * Stores what only the memory of this page holds, and gives the network a moment to take what waits.
 * @param moment resolves when that is over
 * @returns may the page go? Not while something does not fit on the device
 */
export async function mayGo(session: Pick<Session, 'held' | 'engine'> | undefined, moment: () => Promise<unknown>): Promise<boolean> {
  if (!session) return true;
  try {
    await session.held.store();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return false;
  }
  // Whether it was sent does not matter: it is stored.
  await Promise.race([Promise.allSettled([session.engine.flush()]), moment()]);
  return session.held.all().length === 0;
}
