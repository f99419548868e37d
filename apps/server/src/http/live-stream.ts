import { LIVE_PING_MS } from '@fieldloop/sync/protocol';
import type { FastifyInstance } from 'fastify';
import { notSignedIn } from '../api/api-error.ts';
import { actorOf } from '../api/context.ts';
import type { Services } from '../services.ts';
import { openHintFeed } from './hint-feed.ts';

/** The client connects anew after this long, so that a sign-in that has ended meanwhile is noticed. */
const LONGEST_STREAM_MS = 30 * 60_000;

/**
 * `GET /trpc/sync.live`: what to pull, as server-sent events, for as long as the connection holds. Written to the
 * connection itself: a hint goes to everybody at a site in the same moment.
 */
export function streamHints(app: FastifyInstance, { clock, live, log, people, stopping }: Services): void {
  app.get('/trpc/sync.live', async (request, reply) => {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    reply.hijack();
    const stream = reply.raw;
    // Gone while it was looked up: its `close` is over, and nothing would end what begins here.
    if (stream.destroyed) return;
    stream.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    stream.write('event: connected\ndata: {}\n\n');
    const { organization, person } = identity;
    const feed = openHintFeed({
      actor: actorOf(identity),
      now: clock.now,
      actorAnew: () => people.actor(organization.id, person.id),
      failed: (error) => log.error({ error }, 'memberships could not be read again'),
      send: (event) => stream.write(event),
    });
    const stopListening = live.subscribe(organization.id, feed.changed);
    const ping = setInterval(() => stream.write('event: ping\ndata: \n\n'), LIVE_PING_MS);
    const end = (): void => void stream.end('event: return\ndata: \n\n');
    const tooLong = setTimeout(end, LONGEST_STREAM_MS);
    if (stopping.aborted) end();
    else stopping.addEventListener('abort', end, { once: true });
    stream.on('drain', feed.drained);
    stream.once('close', () => {
      stopListening();
      feed.close();
      clearInterval(ping);
      clearTimeout(tooLong);
      stopping.removeEventListener('abort', end);
    });
  });
}
