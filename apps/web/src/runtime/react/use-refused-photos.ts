import type { KeptPhoto } from '@fieldloop/sync/photos';
import { readRefusedPhotos } from '../photos/refused-photos.ts';
import { useLive } from './use-live.ts';

/** Photos of mine that the server will not take, each with its reason, oldest first. */
export function useRefusedPhotos(): readonly KeptPhoto[] {
  return useLive('refused photos', readRefusedPhotos).value ?? [];
}
