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

/** Between two of them the handle is opened anew. */
const ATTEMPTS = 3;

/**
 * Runs a whole transaction, and all of it again on a fresh handle when the old one has died (browsers drop handles under
 * memory pressure and after an update of the engine) or died in the middle. A full disk is told apart from everything else.
 * What was closed on purpose stays closed, and the transaction fails with it.
 */
export async function guarded<Value>(database: Dexie, run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const handle = openHandle(database);
    try {
      return await run();
    } catch (error) {
      if (isFull(error)) throw new StorageError('full', error);
      if (!isDeadHandle(error) || database.hasBeenClosed()) throw error;
      if (attempt === ATTEMPTS) throw new StorageError('unavailable', error);
      // Whoever failed beside us may have a fresh handle open already: closing that would kill what they run on it.
      const now = openHandle(database);
      if (now === undefined || now === handle) database.close({ disableAutoOpen: false });
    }
  }
}

function openHandle(database: Dexie): IDBDatabase | undefined {
  return database.isOpen() ? (database.backendDB() as IDBDatabase | null) ?? undefined : undefined;
}

function isFull(error: unknown): boolean {
  return namesOf(error).includes('QuotaExceededError');
}

/** Nothing here aborts a transaction of its own: one that was aborted lost its handle. Safari's name for that is unknown. */
const signsOfDeath: ReadonlySet<string> = new Set(['DatabaseClosedError', 'InvalidStateError', 'OpenFailedError', 'MissingAPIError', 'AbortError', 'UnknownError']);

function isDeadHandle(error: unknown): boolean {
  return namesOf(error).some((name) => signsOfDeath.has(name));
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
