import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import type { ScopeKey } from '@fieldloop/domain/fact';
import { records } from '@fieldloop/domain/records';
import { createSyncEngine, type CacheStore, type OutboxStore, type SyncEngine } from '@fieldloop/sync/client';
import { openCacheDatabase, type CacheDatabase } from '../database/cache-database.ts';
import { dexieCacheStore } from '../database/dexie-cache-store.ts';
import { dexieOutboxStore } from '../database/dexie-outbox-store.ts';
import { openOutboxDatabase, type OutboxDatabase } from '../database/outbox-database.ts';
import { appVersion } from '../app-version.ts';
import { openPhotoDatabase, type PhotoDatabase } from '../photos/photo-database.ts';
import { httpNetwork } from '../transport.ts';
import { browserClock, browserRandom, browserTimers, webLocks } from './browser-ports.ts';
import type { MutableFactCatalogue } from './catalogue.ts';
import { growingCatalogue } from './catalogue.ts';

/** Everything of one person on this browser profile. One per tab, and one in the worker while it syncs. */
export interface Session {
  /** `organization/person`, the stem of database, lock and channel names. */
  readonly name: string;
  readonly person: string;
  readonly outboxDatabase: OutboxDatabase;
  readonly cacheDatabase: CacheDatabase;
  readonly photoDatabase: PhotoDatabase;
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  readonly facts: MutableFactCatalogue;
  readonly engine: SyncEngine;
  /** Cursor of each scope as last read, for the envelope's `seen`. */
  seen(scope: ScopeKey): Promise<number | undefined>;
  /** Stops syncing and closes the databases. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly organization: string;
  readonly person: string;
  /** Phones show tallies from their own cache; the desk asks the server. */
  readonly tallies: boolean;
  readonly report?: ((report: { readonly reason: string; readonly detail: string }) => void) | undefined;
}

/** Opens the databases of a person and an engine over them. Does not start syncing. */
export function openSession({ organization, person, tallies, report }: SessionOptions): Session {
  const name = `fieldloop/${organization}/${person}`;
  const outboxDatabase = openOutboxDatabase(`${name}/outbox`);
  const cacheDatabase = openCacheDatabase(`${name}/cache`);
  const photoDatabase = openPhotoDatabase(`${name}/photos`);
  const outbox = dexieOutboxStore(outboxDatabase);
  const cache = dexieCacheStore(cacheDatabase);
  const facts = growingCatalogue(floorFacts);
  const engine = createSyncEngine(
    { facts, records },
    {
      app: appVersion,
      lockName: `${name}/push`,
      tallies,
      report,
      ports: {
        outbox,
        cache,
        network: httpNetwork,
        clock: browserClock,
        random: browserRandom,
        locks: webLocks,
        timers: browserTimers,
      },
    },
  );
  return {
    name, person, outboxDatabase, cacheDatabase, photoDatabase, outbox, cache, facts, engine,
    seen: async (scope) => (await cacheDatabase.scopes.get(scope))?.cursor,
    close: async () => {
      await engine.stop();
      for (const database of [outboxDatabase, cacheDatabase, photoDatabase]) database.close();
    },
  };
}
