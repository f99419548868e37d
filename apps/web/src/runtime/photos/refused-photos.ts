import type { KeptPhoto } from '@fieldloop/sync/photos';
import { requireSession } from '../session/current-session.ts';
import type { Session } from '../session/session.ts';
import { deletePhotos } from './photo-database.ts';

/** Photos that the server will not take, oldest first. They stay on this device until their author decides. */
export function readRefusedPhotos({ photoDatabase }: Session): Promise<readonly KeptPhoto[]> {
  return photoDatabase.photos.where('state').equals('refused').sortBy('addedAt');
}

/** Offers a refused photo once more, as after being let into its site again. */
export async function sendPhotoAgain(sha256: string): Promise<void> {
  await requireSession().photoDatabase.photos.update(sha256, { state: 'waiting', tries: 0, nextTryAt: 0, reason: undefined });
}

/** Takes a refused photo off this device. What named it will say that the photo is missing. */
export function dismissPhoto(sha256: string): Promise<void> {
  return deletePhotos(requireSession().photoDatabase, [sha256]);
}
