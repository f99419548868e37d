import type { KeptPhoto, PhotoProgress, PhotoWay, UploadOutcome } from '@fieldloop/sync/photos';
import { personHeader, type SessionPerson } from '../session/person-header.ts';

/** Too long for one part on any network worth waiting for. */
const PART_TIMEOUT_MS = 60_000;

/** One person's photos travel by Resumable Uploads for HTTP, with a digest of each part. */
export function httpPhotoWay(of: SessionPerson): PhotoWay {
  const headers = personHeader(of);
  return {
    progress: (photo, site) => ask(addressOf(photo, site), { method: 'HEAD', headers }),
    send: async (photo, site, offset, part) => ask(addressOf(photo, site), await partOf(photo, offset, part, headers)),
  };
}

function addressOf({ sha256 }: KeptPhoto, site: string): string {
  return `/blobs/${sha256}/upload?site=${encodeURIComponent(site)}`;
}

async function partOf({ bytes }: KeptPhoto, offset: number, part: ArrayBuffer, headers: Readonly<Record<string, string>>): Promise<RequestInit> {
  const digest = await crypto.subtle.digest('SHA-256', part);
  return {
    method: 'PATCH',
    headers: {
      ...headers,
      'content-type': 'application/partial-upload',
      'upload-offset': String(offset),
      'upload-length': String(bytes),
      'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:`,
    },
    body: part,
    priority: 'low',
  };
}

async function ask(address: string, request: RequestInit): Promise<PhotoProgress | UploadOutcome> {
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
function progressOf({ headers }: Response): PhotoProgress | UploadOutcome {
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
