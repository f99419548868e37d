import type { LedgerChange } from '@fieldloop/sync/server';

/** Says what a committed push touched. Losing a message costs a delay, never data. */
export interface LiveBus {
  /** Something changed through this process. */
  publish(change: LedgerChange): void;
  /** Something changed through another process: for those who wait for an organization. */
  relay(change: LedgerChange): void;
  /** Changes of one organization, wherever they were made, or all that are made here. Returns the way to stop listening. */
  subscribe(organization: string | 'all', listener: (change: LedgerChange) => void): () => void;
  /** Organizations that somebody waits for. */
  awaited(): readonly string[];
  readonly listeners: number;
}

/** Changes between the parts and connections of one server process. */
export function createLiveBus(onListenerError: (error: unknown) => void): LiveBus {
  const byOrganization = new Map<string, Set<(change: LedgerChange) => void>>();
  function tell(key: string, change: LedgerChange): void {
    for (const listener of byOrganization.get(key) ?? []) {
      try {
        listener(change);
      } catch (error) {
        onListenerError(error); // the push is committed: one deaf listener must not fail it
      }
    }
  }
  return {
    publish(change) {
      tell(change.organization, change);
      tell('all', change);
    },
    relay: (change) => tell(change.organization, change),
    subscribe(organization, listener) {
      const listeners = byOrganization.get(organization) ?? new Set();
      byOrganization.set(organization, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) byOrganization.delete(organization);
      };
    },
    awaited: () => [...byOrganization.keys()].filter((key) => key !== 'all'),
    get listeners() {
      let sum = 0;
      for (const listeners of byOrganization.values()) sum += listeners.size;
      return sum;
    },
  };
}
