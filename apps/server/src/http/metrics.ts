import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ApiError } from '../api/api-error.ts';
import { appRouter } from '../api/router.ts';
import type { Services } from '../services.ts';

/** Prometheus' view: how many requests, how long, how many facts, how many open streams. No label names a person. */
export function exposeMetrics(app: FastifyInstance, { env, live, db }: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'fieldloop_request_seconds', help: 'Time to answer, by route and status.', registers: [registry],
    labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  });
  const facts = new Counter({ name: 'fieldloop_facts_total', help: 'Facts taken into the ledger.', registers: [registry] });
  new Gauge({
    name: 'fieldloop_live_listeners', help: 'Open live streams and parts that listen.', registers: [registry],
    collect() {
      this.set(live.listeners);
    },
  });
  new Gauge({
    name: 'fieldloop_database_connections', help: 'Connections, by state.', labelNames: ['state'], registers: [registry],
    collect() {
      this.set({ state: 'idle' }, db.pool.idleCount);
      this.set({ state: 'busy' }, db.pool.totalCount - db.pool.idleCount);
      this.set({ state: 'awaited' }, db.pool.waitingCount);
    },
  });
  const stop = live.subscribe('all', (change) => facts.inc(change.facts.length));
  app.addHook('onClose', async () => stop());
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe({ method: request.method, route: routeOf(request), status: reply.statusCode }, reply.elapsedTime / 1_000);
  });
  app.get('/metrics', async (request, reply) => {
    if (!maySee(request, env.METRICS_TOKEN)) {
      throw new ApiError('not-allowed', 'Metrics are shown on this machine, or to whoever sends METRICS_TOKEN as a bearer token.');
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** The route's pattern and, for tRPC, the procedure if there is one: never an id, never input, never what a stranger made up. */
export function routeOf(request: FastifyRequest): string {
  const pattern = request.routeOptions.url ?? 'unknown';
  const procedure = (request.params as { path?: string } | undefined)?.path;
  return pattern.endsWith('/:path') && procedure && Object.hasOwn(procedures, procedure) ? pattern.replace(':path', procedure) : pattern;
}

const procedures: object = appRouter._def.procedures;

function maySee(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return same(request.headers.authorization ?? '', `Bearer ${token}`);
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !forwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
}

function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
