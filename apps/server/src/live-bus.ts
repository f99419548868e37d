import type { LedgerChange } from '@fieldloop/sync/server';

/** Says what a committed push touched. Losing a message costs a delay, never data. */
export interface LiveBus {
  publish(change: LedgerChange): void;
  /** Changes of one organization, or of all. Returns the way to stop listening. */
  subscribe(organization: string | 'all', listener: (change: LedgerChange) => void): () => void;
  readonly listeners: number;
}

/** Changes between the parts and connections of one server process. */
export function createLiveBus(onListenerError: (error: unknown) => void): LiveBus {
  const byOrganization = new Map<string, Set<(change: LedgerChange) => void>>();
  return {
    publish(change) {
      for (const key of [change.organization, 'all']) {
        for (const listener of byOrganization.get(key) ?? []) {
          try {
            listener(change);
          } catch (error) {
            onListenerError(error); // the push is committed: one deaf listener must not fail it
          }
        }
      }
    },
    subscribe(organization, listener) {
      const listeners = byOrganization.get(organization) ?? new Set();
      byOrganization.set(organization, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) byOrganization.delete(organization);
      };
    },
    get listeners() {
      let sum = 0;
      for (const listeners of byOrganization.values()) sum += listeners.size;
      return sum;
    },
  };
}
