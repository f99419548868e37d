import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ApiError, notSignedIn } from '../api/api-error.ts';
import type { Identity } from '../api/context.ts';
import { addBlob, findBlob } from '../db/blob-rows.ts';
import type { Services } from '../services.ts';
import { openBlob, storeBlob } from './blob-folder.ts';

const address = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Largest photo, in bytes. Phones send a few hundred kilobytes. */
export const largestBlob = 20_000_000;

/**
 * `PUT` and `GET /blobs/:sha256`: photos by content, inside one organization. Whoever belongs to a site may put one;
 * a photo is found by those who know its hash, which only records they may read tell.
 */
export async function serveBlobs(app: FastifyInstance, { people, db, clock, data }: Services): Promise<void> {
  async function member(request: FastifyRequest): Promise<Identity> {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    const now = clock.now();
    const belongs = identity.memberships.some(({ from, until }) => from <= now && (until === undefined || now < until));
    if (!belongs) throw new ApiError('not-allowed', 'Your membership has ended: ask your lead.');
    return identity;
  }

  // The body is read as it comes, whatever its type says.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.put('/blobs/:sha256', async (request) => {
    const { sha256 } = hashOf(request);
    const { organization, person } = await member(request);
    if (Number(request.headers['content-length'] ?? 0) > largestBlob) throw tooLarge();
    const known = await findBlob(db, organization.id, sha256);
    // A database may be older or newer than the folder, after a restore: the file is asked as well.
    const there = known && (await openBlob(data.blobs, organization.id, known));
    if (there) {
      there.destroy();
      return { sha256, type: known.type, bytes: known.bytes };
    }
    const body = request.body as AsyncIterable<Buffer> | undefined;
    if (!body) throw new ApiError('not-an-image', 'The body is empty: send the photo itself.');
    const stored = await storeBlob(data.blobs, organization.id, sha256, body, largestBlob);
    if (stored.state === 'too-large') throw tooLarge();
    if (stored.state === 'not-an-image') throw new ApiError('not-an-image', 'Only JPEG, PNG, WebP, GIF, AVIF and HEIC photos are kept.');
    if (stored.state !== 'stored') throw new ApiError('hash-mismatch', 'What arrived is not what was announced: send it again.');
    const { type, bytes } = stored;
    await addBlob(db, organization.id, { sha256, type, bytes, by: person.id, at: clock.now() });
    return { sha256, type, bytes };
  });

  app.get('/blobs/:sha256', async (request, reply) => {
    const { sha256 } = hashOf(request);
    const { organization } = await member(request);
    const known = await findBlob(db, organization.id, sha256);
    const content = known && (await openBlob(data.blobs, organization.id, known));
    if (!content) throw new ApiError('not-found', 'This photo has not arrived yet.');
    reply.headers({
      'content-type': known.type,
      'content-length': known.bytes,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    return reply.send(content);
  });
}

function hashOf(request: FastifyRequest): z.infer<typeof address> {
  const read = address.safeParse(request.params);
  if (!read.success) throw new ApiError('invalid-input', 'A photo is addressed by its SHA-256, 64 hex digits.');
  return read.data;
}

function tooLarge(): ApiError {
  return new ApiError('too-large', `A photo may have ${largestBlob} bytes: make it smaller.`);
}
