import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../api/api-error.ts';
import type { Env } from '../env.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another website sends in the name of a person who is signed in here. Browsers name the origin of every
 * request that changes something; programs name none and hold no cookies that they were not given.
 */
export function requireOwnOrigin(app: FastifyInstance, env: Env): void {
  const published = env.PUBLIC_URL === undefined ? undefined : new URL(env.PUBLIC_URL).origin;
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method)) return;
    const { origin } = request.headers;
    if (origin === undefined || origin === published || isOwn(origin, request)) return;
    throw new ApiError('wrong-origin', 'This request comes from another website.');
  });
}

function isOwn(origin: string, request: FastifyRequest): boolean {
  return origin === `http://${request.headers.host ?? ''}` || origin === `https://${request.headers.host ?? ''}`;
}
