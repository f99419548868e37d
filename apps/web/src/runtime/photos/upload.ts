import { CHUNK_BYTES, readPhotoBytes, type PhotoDatabase, type StoredPhoto } from './photo-database.ts';
import type { Upload, UploadOutcome } from './photo-queue.ts';

/** Too long for one part on any network worth waiting for. */
const PART_TIMEOUT_MS = 60_000;
/** How often an upload may be told to go on elsewhere before it rests: another tab may be sending the same. */
const MOST_MISPLACED = 8;

export interface UploadGround {
  readonly database: PhotoDatabase;
  /** Site of a photo that does not name its own. */
  site(): Promise<string | undefined>;
  /** Resolves when facts leave room: asked before each part. */
  turn(): Promise<void>;
}

/** How far the server is with a photo. */
interface Progress {
  readonly received: number;
  readonly complete: boolean;
}

/**
 * Sends photos in parts, from where the server stands: it alone knows, so nothing about it is kept here and a kill at any
 * point costs one part. The server hashes the whole; only its word makes a photo verified.
 */
export function resumableUpload(ground: UploadGround): Upload {
  return async (photo) => {
    const site = photo.site ?? (await ground.site());
    if (site === undefined) return { kind: 'later' };
    const address = `/blobs/${photo.sha256}/upload?site=${encodeURIComponent(site)}`;
    let answer = await ask(address, { method: 'HEAD' });
    for (let misplaced = 0; misplaced < MOST_MISPLACED; ) {
      if ('kind' in answer) return answer;
      if (answer.complete) return answer.received === photo.bytes ? { kind: 'verified' } : { kind: 'later' };
      await ground.turn();
      const from = answer.received;
      const part = await readPhotoBytes(ground.database, photo.sha256, from, CHUNK_BYTES);
      if (part.byteLength === 0 && from < photo.bytes) return { kind: 'refused', reason: 'hash-mismatch' };
      answer = await ask(address, await partOf(photo, from, part));
      if ('received' in answer && !answer.complete && answer.received !== from + part.byteLength) misplaced += 1;
    }
    return { kind: 'later' };
  };
}

async function partOf({ bytes }: StoredPhoto, offset: number, part: ArrayBuffer): Promise<RequestInit> {
  const digest = await crypto.subtle.digest('SHA-256', part);
  return {
    method: 'PATCH',
    headers: {
      'content-type': 'application/partial-upload',
      'upload-offset': String(offset),
      'upload-length': String(bytes),
      'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:`,
    },
    body: part,
    priority: 'low',
  };
}

async function ask(address: string, request: RequestInit): Promise<Progress | UploadOutcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { ...request, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(PART_TIMEOUT_MS) });
    text = await response.text();
  } catch {
    // No answer: the network's business, told by the pill as "waiting".
    return { kind: 'later' };
  }
  if (response.ok || response.status === 409) return progressOf(response);
  if (response.status === 401) return { kind: 'paused' };
  const reason = reasonIn(text) ?? reasonOfStatus[response.status];
  if (reason !== undefined && refusals.has(reason)) return { kind: 'refused', reason };
  const seconds = Number(response.headers.get('retry-after'));
  return { kind: 'later', ...(seconds > 0 ? { afterMs: seconds * 1_000 } : {}) };
}

/** What another address than ours answers, a login page say, has none of this. */
function progressOf({ headers }: Response): Progress | UploadOutcome {
  const [received, complete] = [headers.get('upload-offset') ?? '', headers.get('upload-complete')];
  if (!/^\d+$/.test(received) || (complete !== '?0' && complete !== '?1')) return { kind: 'later' };
  return { received: Number(received), complete: complete === '?1' };
}

/** The same bytes would be refused again. */
const refusals: ReadonlySet<string> = new Set(['not-an-image', 'too-large', 'shows-place', 'hash-mismatch', 'not-allowed', 'invalid-input']);

/** The answer to a HEAD has no body. */
const reasonOfStatus: Readonly<Record<number, string | undefined>> = { 400: 'invalid-input', 403: 'not-allowed' };

function reasonIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { readonly error?: { readonly data?: { readonly reason?: string } } }).error?.data?.reason;
  } catch {
    return undefined;
  }
}
