import type { ApiReason, WaitingFileReport } from '@fieldloop/server/api-types';
import { ApiFailure, type FailureReason } from '../api/call.ts';

export type { WaitingFileReport };

/** Nothing that a phone writes is larger. */
const largestFile = 36 * 1024 * 1024;
/** A file of 20,000 entries over a slow connection. */
const patienceMs = 110_000;

/**
 * Shows the server a file of waiting entries. With `take` they are taken; without it the answer says what would happen.
 * Rejects with `ApiFailure`.
 */
export async function bringWaitingFile(file: Blob, take: boolean): Promise<WaitingFileReport> {
  if (file.size > largestFile) throw new ApiFailure('too-large', 0, `a file of ${file.size} bytes is none of ours`);
  const { body, encoding } = await read(file);
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`/v1/waiting-file${take ? '?take=yes' : ''}`, {
      method: 'POST', credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': 'text/plain', ...encoding },
      body,
    });
    answer = await response.json().catch(() => undefined);
  } catch (cause) {
    throw new ApiFailure('offline', 0, 'no answer about the file', { cause });
  }
  if (response.ok && answer !== undefined) return answer as WaitingFileReport;
  const told = answer as { readonly error?: { readonly message?: string; readonly data?: { readonly reason?: ApiReason } } } | undefined;
  throw new ApiFailure(told?.error?.data?.reason ?? reasonOf(response.status), response.status, told?.error?.message ?? `status ${response.status}`);
}

/** All of it, packed where the browser can. A file that was moved or is still in a cloud fails here, not on the way. */
async function read(file: Blob): Promise<{ readonly body: ArrayBuffer; readonly encoding: Readonly<Record<string, string>> }> {
  try {
    if (!('CompressionStream' in globalThis)) return { body: await file.arrayBuffer(), encoding: {} };
    const packed = await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    return { body: packed, encoding: { 'content-encoding': 'gzip' } };
  } catch (cause) {
    throw new ApiFailure('unreadable', 0, 'the file cannot be read', { cause });
  }
}

// A proxy in between answers without our frame.
function reasonOf(status: number): FailureReason {
  return status === 413 ? 'too-large' : 'unavailable';
}
