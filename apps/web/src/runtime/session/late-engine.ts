import type { SyncEngine, SyncStatus } from '@fieldloop/sync/client';

/** The engine of a session, loaded after the first paint. What it is told before then it finds out by itself. */
export interface LateEngine extends Omit<SyncEngine, 'write' | 'start'> {
  /** Loads it. Rejects when it cannot be loaded now; ask again later. */
  ready(): Promise<SyncEngine>;
}

const off: SyncStatus = { phase: 'off', pending: 0 };

/** @param load brings the engine; called again after it has failed */
export function lateEngine(load: () => Promise<SyncEngine>): LateEngine {
  const listeners = new Set<(status: SyncStatus) => void>();
  let engine: SyncEngine | undefined;
  let loading: Promise<SyncEngine> | undefined;

  function ready(): Promise<SyncEngine> {
    loading ??= load().then(
      (loaded) => {
        engine = loaded;
        loaded.subscribe((status) => {
          for (const listener of listeners) listener(status);
        });
        return loaded;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }

  return {
    ready,
    // Once started it sends whatever waits and reads whatever changed, so nothing need be kept for it.
    wrote: () => engine?.wrote(),
    hinted: () => engine?.hinted(),
    woke: () => engine?.woke(),
    signedIn: () => engine?.signedIn(),
    flush: async () => (await ready()).flush(),
    stop: async () => engine?.stop(),
    status: () => engine?.status() ?? off,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
