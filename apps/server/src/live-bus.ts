import type { ScopeKey } from '@fieldloop/domain/fact';

/** Says that scopes moved on; whoever reads them pulls. Losing one costs a delay, never data. */
export interface LiveHint {
  readonly scopes: readonly ScopeKey[];
  /** Only tallies moved: such hints are thinned out. */
  readonly tallies?: boolean | undefined;
}

export interface LiveBus {
  publish(organization: string, hint: LiveHint): void;
  /** Returns the way to stop listening. */
  subscribe(organization: string, listener: (hint: LiveHint) => void): () => void;
  readonly listeners: number;
}

/** Hints between the connections of one server process. */
export function createLiveBus(): LiveBus {
  const byOrganization = new Map<string, Set<(hint: LiveHint) => void>>();
  return {
    publish(organization, hint) {
      for (const listener of byOrganization.get(organization) ?? []) listener(hint);
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
