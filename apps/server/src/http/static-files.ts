import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ApiError, publicError } from '../api/api-error.ts';
import { sendError } from './error-answers.ts';

const builtWeb = join(import.meta.dirname, '../../../web/dist');

/** Addresses that are never a page. */
const notPages = /^\/(trpc|api|blobs|v1|assets|healthz|readyz|metrics)(\/|$)/;

/**
 * The built web app. Files under /assets have their hash in the name and are kept for good; everything else is asked
 * for again. Compressed neighbours (.br, .gz) are sent where the browser takes them. Any other address a person opens
 * is the app's own business: it gets index.html.
 */
export async function serveWeb(app: FastifyInstance, folder: string = builtWeb): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      acceptRanges: false,
      setHeaders: (reply, path) => {
        const immutable = path.includes('/assets/');
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !notPages.test(request.url) && (request.headers.accept ?? '').includes('text/html');
    if (isPage && built) return reply.sendFile('index.html');
    const words = isPage ? 'The web app is not built: run npm start.' : 'There is nothing at this address.';
    return sendError(reply, publicError(new ApiError('not-found', words)), request);
  });
}
