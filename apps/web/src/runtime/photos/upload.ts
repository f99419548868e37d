import type { Upload } from './photo-queue.ts';

/** Too long for a photo of a few hundred kilobytes on any network worth waiting for. */
const UPLOAD_TIMEOUT_MS = 60_000;

/** Puts a photo on the server by content. The server hashes what it got, so a success means it has it whole. */
export const uploadPhoto: Upload = async (photo) => {
  let response: Response;
  try {
    response = await fetch(`/blobs/${photo.sha256}`, {
      method: 'PUT',
      headers: { 'content-type': photo.type },
      body: photo.data,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
  } catch {
    // No answer: the network's business, told by the pill as "waiting".
    return { kind: 'later' };
  }
  if (response.ok) return { kind: 'verified' };
  if (response.status === 401 || response.status === 403) return { kind: 'paused' };
  if (refusals.has(response.status)) return { kind: 'refused', reason: String(response.status) };
  return { kind: 'later' };
};

// Not an image, too large, malformed: the same bytes would be refused again. 422 (hash differs) is a damaged upload.
const refusals = new Set([400, 413, 415]);
