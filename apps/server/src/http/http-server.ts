import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { ApiError, publicError } from '../api/api-error.ts';
import { actorOf, type ApiContext } from '../api/context.ts';
import { appRouter, type AppRouter } from '../api/router.ts';
import type { Services } from '../services.ts';
import { answerErrors, sendError } from './error-answers.ts';
import { answerHealth } from './health.ts';
import { takeIngest } from './ingest.ts';
import { streamHints } from './live-stream.ts';
import { exposeMetrics, routeOf } from './metrics.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { servePhotos } from './photos.ts';
import { limitPushes, limitRates, type CountPush } from './rate-limits.ts';
import { securityHeaders } from './security-headers.ts';
import { takeWaitingFiles } from './take-waiting-files.ts';
import { serveWeb } from './static-files.ts';

/** Largest JSON body, in bytes: four times a full push. Photos have a limit of their own. */
const largestBody = 1_048_576;

/** Of bodies. Said in the answers to pushes, so that an app never sends what an older server would not read. */
const takenEncodings = ['gzip'] as const;

/** Calls in one request; each may cost as much as a request of its own. */
const largestBatch = 20;

const unreadable = publicError(new ApiError('invalid-input', 'The address cannot be read.'));

/** Everything that answers over HTTP, not listening yet. */
export async function createHttpServer(services: Services): Promise<FastifyInstance> {
  const { env, log } = services;
  const app = fastify({
    bodyLimit: largestBody,
    // A body that trickles in for longer than this is given up.
    requestTimeout: 120_000,
    // Only what one's own proxies added: whoever calls them writes the entries before.
    trustProxy: (_address, hop) => hop < env.TRUST_PROXY,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // Requests are logged below, without addresses, names or input.
    logger: false,
    // An address that cannot be decoded never gets to a route.
    frameworkErrors: (_error, request, reply) => sendError(reply, unreadable, request),
  });
  answerErrors(app, log);
  app.addHook('onResponse', async (request, reply) => {
    const fields = { method: request.method, route: routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id };
    log.info(fields, 'answered');
  });
  await app.register(cookie);
  await securityHeaders(app, env);
  requireOwnOrigin(app, env);
  await limitRates(app, env);
  const countPush = limitPushes(app, env);
  exposeMetrics(app, services);
  answerHealth(app, services);
  takeIngest(app, services);
  await app.register(async (photos) => servePhotos(photos, services));
  await app.register(async (files) => takeWaitingFiles(files, services));
  streamHints(app, services);
  await app.register(async (rpc) => {
    // Batches from a slow line come gzipped. What they unfold to counts against the limit of a body.
    await rpc.register(compress, { global: false, globalDecompression: true, requestEncodings: [...takenEncodings] });
    await rpc.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: trpcOptions(services, countPush) });
  });
  await serveWeb(app);
  return app;
}

function trpcOptions(services: Services, countPush: CountPush): FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] {
  return {
    router: appRouter,
    maxBatchSize: largestBatch,
    async createContext({ req, res }): Promise<ApiContext> {
      const identity = await services.people.identify(req, res);
      const actor = identity && actorOf(identity);
      const pushOnly = identity ? undefined : await services.people.identifyPush(req);
      return { ...services, identity, actor, pushOnly, organization: identity?.organization, countPush: (who) => countPush(req, who), request: req, reply: res };
    },
    // A reason of the sync protocol can have a status that tRPC has no code for.
    responseMeta({ errors, paths }) {
      const [error] = errors;
      if (!error) return paths?.includes('sync.push') ? { headers: { 'accept-encoding': takenEncodings.join(', ') } } : {};
      const { status, retryAfter } = publicError(error);
      return { status, ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retryAfter / 1_000)) } }) };
    },
    onError({ error, path, req }) {
      if (publicError(error).status < 500) return;
      services.log.error({ error, path, requestId: req.id }, 'procedure failed');
    },
  };
}
