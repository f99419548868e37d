import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ApiError, apiReasons, publicError, type PublicError } from '../api/api-error.ts';

/** Every error leaves as JSON in one shape, the same as tRPC's: `{ error: { message, code, data: { reason, … } } }`. */
export function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => {
    const told = toldAs(error);
    if (told.status >= 500) log.error({ error, route: request.routeOptions.url, requestId: request.id }, 'request failed');
    else log.debug({ reason: told.reason, route: request.routeOptions.url, requestId: request.id }, 'request refused');
    return sendError(reply, told, request);
  });
}

export function sendError(reply: FastifyReply, told: PublicError, request: FastifyRequest): FastifyReply {
  if (told.retryAfter !== undefined) reply.header('retry-after', Math.ceil(told.retryAfter / 1_000));
  const path = (request.params as { path?: string } | undefined)?.path;
  return reply.code(told.status).send({
    error: {
      message: told.message,
      code: jsonRpcCode(told.status),
      data: { code: codeOf(told), httpStatus: told.status, reason: told.reason, ...(path ? { path } : {}) },
    },
  });
}

/** Errors that Fastify raises by itself, by its own codes. */
function toldAs(error: unknown): PublicError {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const reason = code === undefined ? undefined : fastifyCodes[code];
  if (reason) return publicError(new ApiError(reason, fastifyWords[reason]));
  if (code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500) {
    return publicError(new ApiError('invalid-input', 'The request cannot be read.'));
  }
  if (code === 'ECONNRESET') return publicError(new ApiError('invalid-input', 'The request was cut off.'));
  return publicError(error);
}

const fastifyCodes: Readonly<Record<string, keyof typeof fastifyWords>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-content-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-input',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-input',
  FST_ERR_NOT_FOUND: 'not-found',
};

const fastifyWords = {
  'too-large': 'The body is too large: send it in smaller parts.',
  'wrong-content-type': 'This address takes application/json.',
  'invalid-input': 'The body is not the JSON that was announced.',
  'not-found': 'There is nothing at this address.',
} as const;

function codeOf({ reason, status }: PublicError): string {
  if (reason in apiReasons) return apiReasons[reason as keyof typeof apiReasons];
  return status === 503 ? 'SERVICE_UNAVAILABLE' : 'CONFLICT';
}

/** As tRPC numbers them: its clients expect a number here. */
function jsonRpcCode(status: number): number {
  if (status >= 500) return -32_603;
  return status === 400 ? -32_600 : -32_000 - (status % 100);
}
