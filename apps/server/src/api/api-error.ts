import { TRPCError } from '@trpc/server';

/** Why a request is refused, each with its tRPC code (and through it the HTTP status). Closed list. */
export const apiReasons = {
  'invalid-input': 'BAD_REQUEST',
  'not-signed-in': 'UNAUTHORIZED',
  'wrong-credentials': 'UNAUTHORIZED',
  'not-allowed': 'FORBIDDEN',
  'wrong-origin': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'wrong-method': 'METHOD_NOT_SUPPORTED',
  'code-unknown': 'NOT_FOUND',
  'code-expired': 'FORBIDDEN',
  'code-used': 'FORBIDDEN',
  'code-revoked': 'FORBIDDEN',
  'link-unknown': 'UNAUTHORIZED',
  conflict: 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'not-an-image': 'UNSUPPORTED_MEDIA_TYPE',
  'wrong-content-type': 'UNSUPPORTED_MEDIA_TYPE',
  'hash-mismatch': 'UNPROCESSABLE_CONTENT',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  failed: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<string, TRPCError['code']>;

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

/** The reason of any error that reaches the edge; an unexpected one is `failed`. */
export function reasonOf(error: unknown): ApiReason {
  if (error instanceof ApiError) return error.reason;
  if (!(error instanceof TRPCError)) return 'failed';
  const own = Object.entries(apiReasons).find(([, code]) => code === error.code);
  return own ? (own[0] as ApiReason) : 'failed';
}
