import 'fake-indexeddb/auto';
import type { PhoneDisk, PhotoDisk } from '@fieldloop/sync/simulation';
import { openCacheDatabase } from '../../../apps/web/src/runtime/database/cache-database.ts';
import { dexieCacheStore } from '../../../apps/web/src/runtime/database/dexie-cache-store.ts';
import { dexieOutboxStore } from '../../../apps/web/src/runtime/database/dexie-outbox-store.ts';
import { openOutboxDatabase } from '../../../apps/web/src/runtime/database/outbox-database.ts';
import { dexiePhotoShelf } from '../../../apps/web/src/runtime/photos/dexie-photo-shelf.ts';
import { keepPhoto } from '../../../apps/web/src/runtime/photos/keep-photo.ts';
import { openPhotoDatabase } from '../../../apps/web/src/runtime/photos/photo-database.ts';
import type { OneAtATime } from './one-at-a-time.ts';

let opened = 0;

/** A phone's disk in IndexedDB, through the stores that browsers use. It has no earlier image to go back to. */
export function dexieDisk(queue: OneAtATime): PhoneDisk {
  const name = `world-${(opened += 1)}`;
  const outboxDatabase = openOutboxDatabase(`${name}/outbox`);
  const cacheDatabase = openCacheDatabase(`${name}/cache`);
  const photoDatabase = openPhotoDatabase(`${name}/photos`);
  const photos: PhotoDisk = {
    ...dexiePhotoShelf(photoDatabase),
    keep: ({ data, sha256, type, site }, now) => keepPhoto(photoDatabase, { sha256, type, site, data: data.slice().buffer }, now),
    all: () => photoDatabase.photos.toArray(),
  };
  return {
    outbox: queue.over(dexieOutboxStore(outboxDatabase)),
    cache: queue.over(dexieCacheStore(cacheDatabase)),
    photos: queue.over(photos),
    async copyProfile() {
      const copy = `world-${opened + 1}`;
      const target = openOutboxDatabase(`${copy}/outbox`);
      const album = openPhotoDatabase(`${copy}/photos`);
      await queue.run(async () => {
        await target.facts.bulkAdd(await outboxDatabase.facts.toArray());
        await target.device.bulkAdd(await outboxDatabase.device.toArray());
        await album.photos.bulkAdd(await photoDatabase.photos.toArray());
        await album.chunks.bulkAdd(await photoDatabase.chunks.toArray());
      });
      target.close();
      album.close();
      return dexieDisk(queue);
    },
  };
}
