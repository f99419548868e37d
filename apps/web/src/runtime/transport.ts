import type { Network } from '@fieldloop/sync/client';
import { isRequestReason, pullResponse, pushResponse, SyncError, type RequestReason } from '@fieldloop/sync/protocol';
import { ApiFailure, post, type CallOptions } from './api/call.ts';
import { createSqueezer } from './api/squeezer.ts';
import { personHeader, type SessionPerson } from './session/person-header.ts';

/** Uploads on a bad network are slow but come through; a pull answers at once or not at all. */
const PUSH_TIMEOUT_MS = 60_000;
const PULL_TIMEOUT_MS = 30_000;

const squeezer = createSqueezer();

/** Carries one person's frames over tRPC's wire. Every failure is a `SyncError` with a reason of the protocol. */
export function httpNetwork(of: SessionPerson): Network {
  const headers = personHeader(of);
  return {
    push: (request) => exchange('sync.push', request, { timeoutMs: PUSH_TIMEOUT_MS, squeezer, headers }, (answer) => pushResponse.safeParse(answer)),
    pull: (request) => exchange('sync.pull', request, { timeoutMs: PULL_TIMEOUT_MS, headers }, (answer) => pullResponse.safeParse(answer)),
  };
}

interface Parsed<Output> {
  readonly success: boolean;
  readonly data?: Output | undefined;
}

async function exchange<Output>(name: string, request: unknown, options: CallOptions, parse: (answer: unknown) => Parsed<Output>): Promise<Output> {
  let answer: unknown;
  try {
    answer = await post(name, request, options);
  } catch (error) {
    throw syncErrorOf(error);
  }
  const parsed = parse(answer);
  // A proxy's login page or a newer server: nothing of it may be taken for an acknowledgement.
  if (!parsed.success || parsed.data === undefined) throw new SyncError('failed', `${name} answered something else`);
  return parsed.data;
}

const byApiReason: Readonly<Record<string, RequestReason>> = {
  offline: 'unreachable',
  unreadable: 'unreachable',
  'not-signed-in': 'signed-out',
  'not-allowed': 'forbidden',
  'wrong-origin': 'forbidden',
  'too-many-requests': 'rate-limited',
  'too-large': 'too-large',
  'invalid-input': 'bad-frame',
  unavailable: 'busy',
};

function syncErrorOf(error: unknown): SyncError {
  if (!(error instanceof ApiFailure)) throw error;
  const reason = isRequestReason(error.reason) ? error.reason : (byApiReason[error.reason] ?? 'failed');
  const wait = error.retryAfterMs === undefined ? {} : { retryAfter: error.retryAfterMs };
  return new SyncError(reason, error.message, { cause: error, ...wait });
}
