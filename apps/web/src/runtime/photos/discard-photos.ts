import { requireSession } from '../session/current-session.ts';
import { deletePhotos } from './photo-database.ts';

/** Takes photos off this device that nothing was written about. One that a fact names as well stays. */
export async function discardPhotos(photos: readonly { readonly sha256: string }[], { photoDatabase } = requireSession()): Promise<void> {
  const drafts = await photoDatabase.photos.where('sha256').anyOf(photos.map(({ sha256 }) => sha256)).filter(({ state }) => state === 'draft').primaryKeys();
  await deletePhotos(photoDatabase, drafts);
}
