import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import type { FactCatalogue } from '@fieldloop/domain/define-fact';
import type { RecordCatalogue } from '@fieldloop/domain/define-record';
import type { ScopeKey } from '@fieldloop/domain/fact';
import { floorRecords } from '@fieldloop/domain/floor-records';
import { writeFact, type CacheStore, type OutboxStore, type StoredFact, type WriteDraft } from '@fieldloop/sync/client';
import { openCacheDatabase, type CacheDatabase } from '../database/cache-database.ts';
import { guarded, StorageError } from '../database/database-guard.ts';
import { dexieCacheStore } from '../database/dexie-cache-store.ts';
import { dexieOutboxStore } from '../database/dexie-outbox-store.ts';
import { openOutboxDatabase, type OutboxDatabase } from '../database/outbox-database.ts';
import { appVersion } from '../app-version.ts';
import { openPhotoDatabase, type PhotoDatabase } from '../photos/photo-database.ts';
import { browserClock, browserRandom, browserTimers, webLocks } from './browser-ports.ts';
import { growing, type Growing } from './catalogue.ts';
import { heldFacts, type HeldFacts } from './held-facts.ts';
import { lateEngine, type LateEngine } from './late-engine.ts';
import { loadOnline } from './load-online.ts';
import { watchOutbox } from './storage-cleared.ts';

/** Everything of one person on this browser profile. One per tab, and one in the worker while it syncs. */
export interface Session {
  /** `organization/person`, the stem of database, lock and channel names. */
  readonly name: string;
  readonly organization: string;
  readonly person: string;
  readonly outboxDatabase: OutboxDatabase;
  readonly cacheDatabase: CacheDatabase;
  readonly photoDatabase: PhotoDatabase;
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  /** What this page can write and fold: a phone's own, and at the desk the desk's as well. */
  readonly facts: Growing<FactCatalogue>;
  readonly records: Growing<RecordCatalogue>;
  readonly engine: LateEngine;
  /** What the device has no room for; not durable. */
  readonly held: HeldFacts;
  /**
   * Saves a fact; it is durable when this resolves, and is sent soon. With `orHold` a full device does not refuse it:
   * then it is held.
   */
  write(draft: WriteDraft, orHold?: boolean): Promise<StoredFact>;
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
  /** The browser has emptied this person's databases under the running page. */
  readonly onCleared?: (() => void) | undefined;
  readonly report?: ((report: { readonly reason: string; readonly detail: string }) => void) | undefined;
}

/** Opens the databases of a person, and an engine over them once it is loaded. Does not start syncing. */
export function openSession({ organization, person, tallies, report, onCleared }: SessionOptions): Session {
  const name = `fieldloop/${organization}/${person}`;
  const outboxDatabase = openOutboxDatabase(`${name}/outbox`);
  const cacheDatabase = openCacheDatabase(`${name}/cache`);
  const photoDatabase = openPhotoDatabase(`${name}/photos`);
  const outbox = watchOutbox(dexieOutboxStore(outboxDatabase), () => onCleared?.());
  const cache = dexieCacheStore(cacheDatabase);
  const [facts, records] = [growing(floorFacts), growing(floorRecords)];
  const ports = { outbox, cache, clock: browserClock, random: browserRandom, locks: webLocks, timers: browserTimers };
  const engine = lateEngine(async () => {
    const { createSyncEngine, httpNetwork } = await loadOnline();
    return createSyncEngine({ facts, records }, { app: appVersion, lockName: `${name}/push`, tallies, report, ports: { ...ports, network: httpNetwork({ organization, person }) } });
  });
  const held = heldFacts(name, ports, () => engine.wrote());
  return {
    held, name, organization, person, outboxDatabase, cacheDatabase, photoDatabase, outbox, cache, facts, records, engine,
    async write(draft, orHold = false) {
      try {
        await held.store();
        const stored = await writeFact(draft, ports);
        engine.wrote();
        return stored;
      } catch (error) {
        if (!orHold || !(error instanceof StorageError) || error.reason !== 'full') throw error;
        return held.hold(draft);
      }
    },
    seen: async (scope) => (await guarded(cacheDatabase, () => cacheDatabase.scopes.get(scope)))?.cursor,
    close: async () => {
      await engine.stop();
      for (const database of [outboxDatabase, cacheDatabase, photoDatabase]) database.close();
    },
  };
}
