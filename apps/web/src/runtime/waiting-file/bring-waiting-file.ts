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
  let response: Response;
  let answer: unknown;
  try {
    const packed = 'CompressionStream' in globalThis ? await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob() : undefined;
    response = await fetch(`/v1/waiting-file${take ? '?take=yes' : ''}`, {
      method: 'POST', credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': 'text/plain', ...(packed ? { 'content-encoding': 'gzip' } : {}) },
      body: packed?.slice(0, packed.size, '') ?? file.slice(0, file.size, ''),
    });
    answer = await response.json().catch(() => undefined);
  } catch (cause) {
    throw new ApiFailure('offline', 0, 'no answer about the file', { cause });
  }
  if (response.ok && answer !== undefined) return answer as WaitingFileReport;
  const told = answer as { readonly error?: { readonly message?: string; readonly data?: { readonly reason?: ApiReason } } } | undefined;
  throw new ApiFailure(told?.error?.data?.reason ?? reasonOf(response.status), response.status, told?.error?.message ?? `status ${response.status}`);
}

// A proxy in between answers without our frame.
function reasonOf(status: number): FailureReason {
  return status === 413 ? 'too-large' : 'unavailable';
}
