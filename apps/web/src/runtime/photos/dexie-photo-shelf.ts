import type { PhotoShelf } from '@fieldloop/sync/photos';
import { deletePhotos, readPhotoBytes, type PhotoDatabase } from './photo-database.ts';

/** The photos of this browser profile, as the queue wants them. */
export function dexiePhotoShelf(database: PhotoDatabase): PhotoShelf {
  return {
    inState: (state) => database.photos.where('state').equals(state).sortBy('addedAt'),
    change: async (sha256, change) => {
      await database.photos.update(sha256, change);
    },
    offerAgain: async (epoch) => {
      await database.photos
        .where('state')
        .equals('verified')
        .filter((photo) => photo.epoch !== epoch)
        .modify({ state: 'waiting', tries: 0, nextTryAt: 0 });
    },
    drop: (names) => deletePhotos(database, names),
    read: (sha256, offset, most) => readPhotoBytes(database, sha256, offset, most),
  };
}
