import 'fake-indexeddb/auto';
import type { PhoneDisk } from '@fieldloop/sync/simulation';
import { openCacheDatabase } from '../../../apps/web/src/runtime/database/cache-database.ts';
import { dexieCacheStore } from '../../../apps/web/src/runtime/database/dexie-cache-store.ts';
import { dexieOutboxStore } from '../../../apps/web/src/runtime/database/dexie-outbox-store.ts';
import { openOutboxDatabase } from '../../../apps/web/src/runtime/database/outbox-database.ts';
import type { OneAtATime } from './one-at-a-time.ts';

let opened = 0;

/** A phone's disk in IndexedDB, through the stores that browsers use. It has no earlier image to go back to. */
export function dexieDisk(queue: OneAtATime): PhoneDisk {
  const name = `world-${(opened += 1)}`;
  const outboxDatabase = openOutboxDatabase(`${name}/outbox`);
  const cacheDatabase = openCacheDatabase(`${name}/cache`);
  return {
    outbox: queue.over(dexieOutboxStore(outboxDatabase)),
    cache: queue.over(dexieCacheStore(cacheDatabase)),
    async copyProfile() {
      const copy = `world-${opened + 1}/outbox`;
      const target = openOutboxDatabase(copy);
      await queue.run(async () => {
        await target.facts.bulkAdd(await outboxDatabase.facts.toArray());
        await target.device.bulkAdd(await outboxDatabase.device.toArray());
      });
      target.close();
      return dexieDisk(queue);
    },
  };
}
