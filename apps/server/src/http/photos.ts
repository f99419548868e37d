import { reads } from '@fieldloop/domain/fact';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ApiError, notSignedIn } from '../api/api-error.ts';
import { actorOf, type Identity } from '../api/context.ts';
import { PhotoStoreError } from '../photos/photo-store.ts';
import type { Sending } from '../photos/photos.ts';
import { largestPart, type Progress } from '../photos/uploads.ts';
import type { Services } from '../services.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a photo is addressed by its SHA-256, 64 hex digits');
const address = z.object({ sha256 });
const forSite = z.object({ site: z.string().regex(/^[\w.@:-]{1,64}$/) });
const count = z.string().regex(/^\d{1,9}$/).transform(Number);
const partHeaders = z.object({
  'upload-offset': count,
  'upload-length': count.refine((length) => length > 0, 'a photo is not empty'),
  'content-digest': z.string().regex(/^sha-256=:[A-Za-z0-9+/]{43}=:$/),
});

/** Whoever belonged to a site so recently may still deliver what was photographed there. */
const deliverableForMs = 14 * 86_400_000;

/**
 * Photos by content, inside one organization.
 *
 * `GET /blobs/:sha256` for whoever reads a scope that it was sent for. `HEAD /blobs/:sha256/upload?site=…` says how much
 * of it has arrived; `PATCH` adds the next part, with the headers of Resumable Uploads for HTTP and a digest of the part.
 */
export async function servePhotos(app: FastifyInstance, services: Services): Promise<void> {
  const { people, photos, uploads, clock } = services;

  async function who(request: FastifyRequest): Promise<Identity> {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    return identity;
  }

  async function sendingOf(request: FastifyRequest): Promise<Sending> {
    // Of a sign-in that ended, what is left may deliver.
    const identity = (await people.identify(request)) ?? (await people.identifyPush(request));
    if (!identity) throw notSignedIn();
    const { site } = read(forSite, request.query, 'Say for which site the photo is: ?site=…');
    const scope = `site:${site}` as const;
    const now = clock.now();
    const actor = actorOf(identity);
    // Ended memberships count for a while, as facts written before the end do.
    const ends = identity.memberships.flatMap(({ until }) => (until === undefined || until < now - deliverableForMs || until > now ? [] : [until - 1]));
    if (![now, ...ends].some((at) => reads(actor, scope, at))) throw new ApiError('not-allowed', 'You do not belong to this site: ask its lead.');
    const { organization, person } = identity;
    return { organization: organization.id, person: person.id, scope, sha256: hashOf(request) };
  }

  /** A store that fails is a matter of time: nothing is lost, the phone tries again. */
  async function storing<Value>(working: Promise<Value>): Promise<Value> {
    try {
      return await working;
    } catch (error) {
      if (!(error instanceof PhotoStoreError)) throw error;
      services.log.error({ error }, 'the photo store failed');
      throw new ApiError('unavailable', 'Photos cannot be kept or read right now: try again later.', error);
    }
  }

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/partial-upload', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.head('/blobs/:sha256/upload', async (request, reply) => {
    const progress = await storing(uploads.progress(await sendingOf(request)));
    return tell(reply, progress).header('cache-control', 'no-store').code(204).send();
  });

  app.patch('/blobs/:sha256/upload', { bodyLimit: largestPart }, async (request, reply) => {
    const sending = await sendingOf(request);
    const headers = read(partHeaders, request.headers, 'A part comes with Upload-Offset, Upload-Length and Content-Digest');
    const received = await storing(uploads.receive(sending, {
      offset: headers['upload-offset'],
      length: headers['upload-length'],
      digest: Buffer.from(headers['content-digest'].slice('sha-256=:'.length, -1), 'base64'),
      bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    }));
    tell(reply, received);
    if (received.misplaced) throw new ApiError('wrong-offset', `Go on at byte ${received.received}.`);
    return received.photo ?? reply.code(204).send();
  });

  app.get('/blobs/:sha256', async (request, reply) => {
    const { organization, ...identity } = await who(request);
    const sha = hashOf(request);
    const found = await storing(photos.open(organization.id, actorOf({ organization, ...identity }), sha));
    if (!found) throw new ApiError('not-found', 'This photo has not arrived yet.');
    const { photo, content } = found;
    reply.headers({
      'content-type': photo.type,
      etag: `"${sha}"`,
      // Always asked again, because who may see it changes; then the answer is a word, not the photo.
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    if (request.headers['if-none-match'] === `"${sha}"`) {
      content.destroy();
      return reply.code(304).send();
    }
    return reply.header('content-length', photo.bytes).send(content);
  });
}

function tell(reply: FastifyReply, { received, photo }: Progress): FastifyReply {
  return reply.headers({ 'upload-offset': received, 'upload-complete': photo ? '?1' : '?0' });
}

function hashOf(request: FastifyRequest): string {
  return read(address, request.params, 'A photo is addressed by its SHA-256, 64 hex digits').sha256;
}

function read<Shape extends z.ZodType>(shape: Shape, value: unknown, expected: string): z.infer<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ApiError('invalid-input', `${expected}.`);
}
