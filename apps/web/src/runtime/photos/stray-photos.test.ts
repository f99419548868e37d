import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCacheDatabase, type CacheDatabase } from '../database/cache-database.ts';
import type { Session } from '../session/session.ts';
import { keepPhoto } from './keep-photo.ts';
import { openPhotoDatabase, type PhotoDatabase } from './photo-database.ts';
import { strayPhotos } from './send-session-photos.ts';

describe('photos of a site that was taken away', () => {
  let photoDatabase: PhotoDatabase;
  let cacheDatabase: CacheDatabase;
  const stray = () => strayPhotos({ photoDatabase, cacheDatabase } as Session);
  const reads = async (...scopes: string[]) => {
    await cacheDatabase.scopes.clear();
    await cacheDatabase.scopes.bulkPut(scopes.map((scope) => ({ scope }) as never));
  };

  beforeEach(async () => {
    photoDatabase = openPhotoDatabase('stray/photos');
    cacheDatabase = openCacheDatabase('stray/cache');
    for (const [sha256, site] of [['a', 'ja'], ['b', 'xh'], ['waiting', 'xh'], ['refused', 'xh']] as const) {
      await keepPhoto(photoDatabase, { sha256, type: 'image/jpeg', site, data: new ArrayBuffer(9) }, 1);
    }
    await photoDatabase.photos.bulkUpdate([
      { key: 'a', changes: { state: 'verified' } }, { key: 'b', changes: { state: 'verified' } }, { key: 'refused', changes: { state: 'refused' } },
    ]);
  });
  afterEach(async () => {
    await photoDatabase.delete();
    await cacheDatabase.delete();
  });

  it('are those that the server has; what waits is sent first, and what was refused is its author\'s to decide', async () => {
    await reads('site:ja', 'person:p');
    expect(await stray()).toEqual(['b']);
    await reads('site:ja', 'site:xh', 'person:p');
    expect(await stray()).toEqual([]);
  });

  it('are not told by a cache that was lost, nor at the desk, which reads every site', async () => {
    await reads();
    expect(await stray()).toEqual([]);
    await reads('desk');
    expect(await stray()).toEqual([]);
  });
});
