import rateLimit from '@fastify/rate-limit';
import { SyncError } from '@fieldloop/sync/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api/api-error.ts';
import type { Identity } from '../api/context.ts';
import type { Env } from '../env.ts';

/** Procedures that let somebody guess, with the limit they share. */
const guessing: Readonly<Record<string, 'sign-in' | 'join'>> = {
  'people.signIn': 'sign-in',
  'people.signInByLink': 'sign-in',
  'people.setPassword': 'sign-in',
  'people.preview': 'join',
  'people.join': 'join',
};

type Check = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts this request, and refuses it when it is one too many. */
export async function countRequest(check: Check, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const answer = await check(request);
  if (answer.isAllowed || !answer.isExceeded) return;
  reply.header('retry-after', answer.ttlInSeconds);
  throw new ApiError('too-many-requests', `Too many attempts: wait ${answer.ttlInSeconds} s.`);
}

export type CountPush = (request: FastifyRequest, identity: Identity) => Promise<void>;

/** Counts a push of this sign-in, and asks its phone to wait when it is one too many. */
export function limitPushes(app: FastifyInstance, env: Env): CountPush {
  const pushers = new WeakMap<FastifyRequest, string>();
  const check = app.createRateLimit({ max: env.PUSH_PER_MINUTE, timeWindow: 60_000, keyGenerator: (request) => pushers.get(request) ?? request.ip });
  return async (request, { organization, person, phone }) => {
    pushers.set(request, `${organization.id}/${phone?.credential ?? person.id}`);
    const answer = await check(request);
    if (answer.isAllowed || !answer.isExceeded) return;
    throw new SyncError('rate-limited', `Too many pushes: wait ${answer.ttlInSeconds} s.`, { retryAfter: answer.ttlInSeconds * 1_000 });
  };
}

/** Per address and minute, by the machine's clock; ingest per key. Files of waiting facts are limited in their own route. */
export async function limitRates(app: FastifyInstance, env: Env): Promise<void> {
  await app.register(rateLimit, { global: false });
  const check = {
    'sign-in': app.createRateLimit({ max: env.SIGN_IN_PER_MINUTE, timeWindow: 60_000, keyGenerator: keyOf('sign-in') }),
    join: app.createRateLimit({ max: env.JOIN_PER_MINUTE, timeWindow: 60_000, keyGenerator: keyOf('join') }),
    ingest: app.createRateLimit({ max: env.INGEST_PER_MINUTE, timeWindow: 60_000, keyGenerator: keyOf('ingest') }),
  };
  app.addHook('onRequest', async (request, reply) => {
    for (const limit of limitsOf(request)) await countRequest(check[limit], request, reply);
  });
}

function limitsOf(request: FastifyRequest): readonly ('sign-in' | 'join' | 'ingest')[] {
  // What the router found: an address can be written in more ways than one.
  const { url: route } = request.routeOptions;
  if (route === '/v1/facts') return ['ingest'];
  if (route !== '/trpc/:path') return [];
  // A batch counts once for each procedure in it.
  return (request.params as { path: string }).path.split(',').flatMap((procedure) => guessing[procedure] ?? []);
}

function keyOf(limit: string): (request: FastifyRequest) => string {
  return (request) => `${limit}:${limit === 'ingest' ? (request.headers.authorization ?? request.ip) : request.ip}`;
}
