import type { PhotoDatabase } from './photo-database.ts';

/**
 * Lets the photos that a payload names be sent. Called before the fact is stored: a photo without its fact harms nobody, and a
 * fact whose photo is never sent would.
 * @returns how to take that back, when the fact was not stored after all
 */
export async function releasePhotos({ photos }: PhotoDatabase, payload: unknown): Promise<() => Promise<unknown>> {
  const named = JSON.stringify(payload).match(/[0-9a-f]{64}/g);
  if (!named) return async () => undefined;
  const drafts = await photos.where('sha256').anyOf(named).filter(({ state }) => state === 'draft').primaryKeys();
  const turn = (from: string, state: 'draft' | 'waiting') => photos.where('sha256').anyOf(drafts).filter((photo) => photo.state === from).modify({ state });
  await turn('draft', 'waiting');
  return () => turn('waiting', 'draft');
}
