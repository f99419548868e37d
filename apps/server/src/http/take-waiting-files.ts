import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BYTES_PER_FILE } from '@fieldloop/sync/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, notSignedIn } from '../api/api-error.ts';
import type { Identity } from '../api/context.ts';
import { waitingFileReport } from '../api/schemas/waiting-file.ts';
import type { Services } from '../services.ts';
import { countRequest } from './rate-limits.ts';

/** Bytes of a file: its facts stand in it as text inside of text, and each has a line of its own. */
const largestFile = 3 * BYTES_PER_FILE;

/** Seconds after which whoever met a file that is being read or taken asks again: most are done by then. */
const askAgainAfter = 5;

/**
 * `POST /v1/waiting-file`: a file of facts that wait on a phone, as text, packed with gzip or not. Answers what taking it
 * would do; with `?take=yes`, takes it. One at a time for each organization, and so many a minute for each person.
 */
export async function takeWaitingFiles(app: FastifyInstance, { env, people, waitingFiles }: Services): Promise<void> {
  const carriers = new WeakMap<FastifyRequest, Identity>();
  const check = app.createRateLimit({ max: env.FILES_PER_MINUTE, timeWindow: 60_000, keyGenerator: (request) => personOf(carrierOf(request)) });
  /** Organizations of which a file is in hand. */
  const inHand = new Set<string>();

  app.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: largestFile }, (_request, body, done) => done(null, body));

  app.post('/v1/waiting-file', { bodyLimit: largestFile, onRequest: requireCarrier }, async (request, reply) => {
    const identity = carrierOf(request);
    const { take } = request.query as { readonly take?: unknown };
    const organization = identity.organization.id;
    if (inHand.has(organization)) {
      reply.header('retry-after', askAgainAfter);
      throw new ApiError('too-many-requests', `Another file is being read: wait ${askAgainAfter} s.`);
    }
    inHand.add(organization);
    try {
      return waitingFileReport.parse(await waitingFiles.bring(identity, await textOf(request), take === 'yes'));
    } finally {
      inHand.delete(organization);
    }
  });

  // Before the body: nobody fills the memory with a file that is not theirs to bring.
  async function requireCarrier(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    waitingFiles.requireCarrier(identity);
    carriers.set(request, identity);
    await countRequest(check, request, reply);
  }

  function carrierOf(request: FastifyRequest): Identity {
    const identity = carriers.get(request);
    if (!identity) throw notSignedIn();
    return identity;
  }
}

function personOf({ organization, person }: Identity): string {
  return `${organization.id}/${person.id}`;
}

async function textOf({ body, headers }: FastifyRequest): Promise<string> {
  if (!Buffer.isBuffer(body)) throw new ApiError('wrong-content-type', 'Send the file as text/plain.');
  if (headers['content-encoding'] !== 'gzip') return body.toString('utf8');
  const unpacked = await promisify(gunzip)(body, { maxOutputLength: largestFile }).catch((cause: unknown) => {
    const { code } = cause as { readonly code?: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new ApiError('too-large', `A file has at most ${largestFile >> 20} MB: export in several parts.`, cause);
    throw new ApiError('damaged-file', 'The file arrived damaged: try again.', cause);
  });
  return unpacked.toString('utf8');
}
