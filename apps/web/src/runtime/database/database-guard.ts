import type { Dexie } from 'dexie';

/** Why the local database did not take a write. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: 'full' | 'unavailable';

  constructor(reason: 'full' | 'unavailable', cause: unknown) {
    super(reason === 'full' ? 'the device has no room left' : 'the local database cannot be opened', { cause });
    this.reason = reason;
  }
}

/**
 * Runs a whole transaction; once more on a fresh handle when the old one has died (browsers drop handles under
 * memory pressure and after an update of the engine). A full disk is told apart from everything else.
 */
export async function guarded<Value>(database: Dexie, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    if (isFull(error)) throw new StorageError('full', error);
    if (!isDeadHandle(error)) throw error;
  }
  try {
    database.close({ disableAutoOpen: false });
    return await run();
  } catch (error) {
    if (isFull(error)) throw new StorageError('full', error);
    if (isDeadHandle(error)) throw new StorageError('unavailable', error);
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return namesOf(error).includes('QuotaExceededError');
}

function isDeadHandle(error: unknown): boolean {
  return namesOf(error).some((name) => name === 'DatabaseClosedError' || name === 'InvalidStateError' || name === 'OpenFailedError' || name === 'MissingAPIError');
}

// Dexie wraps what IndexedDB throws; the reason may be one level down.
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let current: unknown = error;
  while (current instanceof Error && names.length < 4) {
    names.push(current.name);
    current = 'inner' in current ? current.inner : current.cause;
  }
  return names;
}
