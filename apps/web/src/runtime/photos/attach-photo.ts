import { requireSession } from '../session/current-session.ts';
import { currentSite } from '../settings.ts';
import { keepPhoto } from './keep-photo.ts';
import { readPhoto } from './photo-database.ts';

/** How a fact names a photo. */
export interface Attachment {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Keeps an encoded photo on this device as a draft and returns what a fact says of it: once one does, it is sent, and kept
 * until the server has it. It belongs to the site this phone works at. Facts never wait for it. Rejects with `StorageError`
 * when the device has no room.
 */
export async function attachPhoto(blob: Blob, size: { readonly width?: number; readonly height?: number } = {}): Promise<Attachment> {
  const session = requireSession();
  const data = await blob.arrayBuffer();
  const sha256 = hex(await crypto.subtle.digest('SHA-256', data));
  await keepPhoto(session.photoDatabase, { sha256, type: blob.type, site: currentSite(), data }, Date.now(), 'draft');
  return { sha256, type: blob.type, bytes: data.byteLength, ...size };
}

/** The photo as kept on this device; undefined when only the server has it. */
export async function localPhoto(sha256: string): Promise<Blob | undefined> {
  const { photoDatabase } = requireSession();
  const kept = await photoDatabase.photos.get(sha256);
  return kept && new Blob([...(await readPhoto(photoDatabase, sha256))], { type: kept.type });
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
