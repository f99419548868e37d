import type { KeptPhoto } from '@fieldloop/sync/photos';
import { guarded, StorageError } from '../database/database-guard.ts';
import { chunksOf, deletePhotos, type PhotoDatabase } from './photo-database.ts';

export type NewPhoto = Pick<KeptPhoto, 'sha256' | 'type' | 'site'> & { readonly data: ArrayBuffer };

/**
 * Keeps a photo until the server has it; as a draft, until a fact names it or it is discarded. The same bytes twice are
 * one photo.
 * @throws StorageError when the device has no room, even without the previews that only this device could do without
 */
export async function keepPhoto(database: PhotoDatabase, photo: NewPhoto, now: number, state: 'draft' | 'waiting' = 'waiting'): Promise<void> {
  try {
    await guarded(database, () => put(database, photo, now, state));
  } catch (error) {
    if (!(error instanceof StorageError) || error.reason !== 'full') throw error;
    const previews = await database.photos.where('state').equals('verified').primaryKeys();
    if (previews.length === 0) throw error;
    await deletePhotos(database, previews);
    await guarded(database, () => put(database, photo, now, state));
  }
}

function put(database: PhotoDatabase, { sha256, type, site, data }: NewPhoto, now: number, state: 'draft' | 'waiting'): Promise<void> {
  const chunks = chunksOf(sha256, data);
  return database.transaction('rw', database.photos, database.chunks, async () => {
    const known = await database.photos.get(sha256);
    if (known?.state === 'waiting' || known?.state === state || (known?.state === 'verified' && known.site === site)) return;
    await database.photos.put({ sha256, type, site, bytes: data.byteLength, addedAt: now, state, tries: 0, nextTryAt: 0 });
    await database.chunks.bulkPut(chunks);
  });
}
