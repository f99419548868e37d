import type { FastifyInstance } from 'fastify';
import type { QueryConfig } from 'pg';
import type { Services } from '../services.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work, so a balancer may send people here. */
export function answerHealth(app: FastifyInstance, { db, stopping, log }: Services): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (stopping.aborted) return reply.code(503).send({ status: 'stopping' });
    try {
      await db.pool.query({ text: 'select 1', query_timeout: 5_000 } as QueryConfig);
      return { status: 'ready' };
    } catch (error) {
      log.error({ error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database-unreachable' });
    }
  });
}
