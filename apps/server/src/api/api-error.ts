import { SyncError, type RequestReason } from '@fieldloop/sync/protocol';
import { TRPCError } from '@trpc/server';
import * as z from 'zod';
import { isDatabaseAway } from '../db/database-away.ts';

type Code = TRPCError['code'];

/** Why a request is refused, each with its tRPC code (and through it the HTTP status). Closed list. */
export const apiReasons = {
  'invalid-input': 'BAD_REQUEST',
  'not-signed-in': 'UNAUTHORIZED',
  'wrong-credentials': 'UNAUTHORIZED',
  'link-unknown': 'UNAUTHORIZED',
  'key-unknown': 'UNAUTHORIZED',
  'not-allowed': 'FORBIDDEN',
  'wrong-origin': 'FORBIDDEN',
  'code-expired': 'FORBIDDEN',
  'code-used': 'FORBIDDEN',
  'code-revoked': 'FORBIDDEN',
  'code-unknown': 'NOT_FOUND',
  'not-found': 'NOT_FOUND',
  'wrong-method': 'METHOD_NOT_SUPPORTED',
  conflict: 'CONFLICT',
  'wrong-offset': 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'wrong-content-type': 'UNSUPPORTED_MEDIA_TYPE',
  'not-an-image': 'UNSUPPORTED_MEDIA_TYPE',
  'shows-place': 'UNPROCESSABLE_CONTENT',
  'hash-mismatch': 'UNPROCESSABLE_CONTENT',
  'part-damaged': 'UNPROCESSABLE_CONTENT',
  'not-our-file': 'UNPROCESSABLE_CONTENT',
  'newer-file': 'UNPROCESSABLE_CONTENT',
  'damaged-file': 'UNPROCESSABLE_CONTENT',
  'other-organization': 'FORBIDDEN',
  'author-unknown': 'UNPROCESSABLE_CONTENT',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  'photos-full': 'SERVICE_UNAVAILABLE',
  unavailable: 'SERVICE_UNAVAILABLE',
  failed: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<string, Code>;

export type ApiReason = keyof typeof apiReasons;

/** A refusal that the caller can act on: `message` says what to do, `reason` is what programs decide by. */
export class ApiError extends TRPCError {
  override readonly name = 'ApiError';
  readonly reason: ApiReason;

  constructor(reason: ApiReason, message: string, cause?: unknown) {
    super({ code: apiReasons[reason], message, ...(cause === undefined ? {} : { cause }) });
    this.reason = reason;
  }
}

/** Nobody is signed in, and this needs somebody. */
export function notSignedIn(): ApiError {
  return new ApiError('not-signed-in', 'Sign in, or open the join link of your site on this phone.');
}

/** What leaves the server about an error. `reason` is one of ours or of the sync protocol. */
export interface PublicError {
  readonly reason: ApiReason | RequestReason;
  readonly message: string;
  readonly status: number;
  readonly retryAfter?: number | undefined;
}

/** Turns any error into what may be told. Nothing of an unexpected one leaves the server. */
export function publicError(error: unknown): PublicError {
  if (error instanceof ApiError) return { reason: error.reason, message: error.message, status: statusOf(error.code) };
  if (error instanceof SyncError) {
    const { reason, message, retryAfter } = error;
    return { reason, message, status: error.policy.status || 500, retryAfter };
  }
  if (isDatabaseAway(error)) return databaseAway;
  if (!(error instanceof TRPCError)) return unexpected;
  if (error.cause instanceof SyncError || error.cause instanceof ApiError) return publicError(error.cause);
  const reason = byCode[error.code];
  if (!reason) return unexpected;
  const message = error.cause instanceof z.core.$ZodError ? z.prettifyError(error.cause) : error.message;
  return { reason, message, status: statusOf(error.code) };
}

/** An outage is nobody's fact's fault: the reason is the one on which devices simply come back. */
const databaseAway: PublicError = { reason: 'busy', message: 'The database does not answer; try again in a moment.', status: 503, retryAfter: 2_000 };

const unexpected: PublicError = { reason: 'failed', message: 'The server failed; try again later.', status: 500 };

/** Errors that tRPC raises by itself. */
const byCode: Partial<Record<Code, ApiReason>> = {
  PARSE_ERROR: 'invalid-input',
  BAD_REQUEST: 'invalid-input',
  NOT_FOUND: 'not-found',
  METHOD_NOT_SUPPORTED: 'wrong-method',
  PAYLOAD_TOO_LARGE: 'too-large',
  UNSUPPORTED_MEDIA_TYPE: 'wrong-content-type',
};

function statusOf(code: Code): number {
  return statuses[code] ?? 500;
}

const statuses: Partial<Record<Code, number>> = {
  PARSE_ERROR: 400,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};
