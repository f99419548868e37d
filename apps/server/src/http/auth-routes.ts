import type { FastifyInstance } from 'fastify';
import type { Auth } from '../people/auth.ts';
import { headersOf } from '../people/identify.ts';

/** better-auth's own addresses, for its clients: `/api/auth/*`. */
export function answerAuth(app: FastifyInstance, { auth }: Auth): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    async handler(request, reply) {
      const body = typeof request.body === 'string' && request.method !== 'GET' ? { body: request.body } : {};
      const url = new URL(request.url, `${request.protocol}://${request.host}`);
      const answer = await auth.handler(new Request(url, { method: request.method, headers: headersOf(request), ...body }));
      reply.code(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const setCookie of answer.headers.getSetCookie()) reply.header('set-cookie', setCookie);
      return reply.send(await answer.text());
    },
  });
}
