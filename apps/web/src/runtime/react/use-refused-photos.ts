import type { StoredPhoto } from '../photos/photo-database.ts';
import { readRefusedPhotos } from '../photos/refused-photos.ts';
import { useLive } from './use-live.ts';

/** Photos of mine that the server will not take, each with its reason, oldest first. */
export function useRefusedPhotos(): readonly StoredPhoto[] {
  return useLive('refused photos', readRefusedPhotos).value ?? [];
}
