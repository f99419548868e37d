import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BYTES_PER_FILE } from '@fieldloop/sync/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, notSignedIn } from '../api/api-error.ts';
import { waitingFileReport } from '../api/schemas/waiting-file.ts';
import type { Services } from '../services.ts';

/** Bytes of a file: its facts stand in it as text inside of text, and each has a line of its own. */
const largestFile = 3 * BYTES_PER_FILE;

/**
 * `POST /v1/waiting-file`: a file of facts that wait on a phone, as text, packed with gzip or not. Answers what taking it
 * would do; with `?take=yes`, takes it.
 */
export async function takeWaitingFiles(app: FastifyInstance, { people, waitingFiles }: Services): Promise<void> {
  app.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: largestFile }, (_request, body, done) => done(null, body));

  app.post('/v1/waiting-file', { bodyLimit: largestFile, onRequest: requireCarrier }, async (request) => {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    const { take } = request.query as { readonly take?: unknown };
    return waitingFileReport.parse(await waitingFiles.bring(identity, await textOf(request), take === 'yes'));
  });

  // Before the body: nobody fills the memory with a file that is not theirs to bring.
  async function requireCarrier(request: FastifyRequest): Promise<void> {
    const identity = await people.identify(request);
    if (!identity) throw notSignedIn();
    waitingFiles.requireCarrier(identity);
  }
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
