import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import type { Visitor } from '../visitor.ts';

export const partBytes = 131_072;

/** A picture of so many bytes that begins as one does. */
export function pictureOf(bytes: number): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(bytes - 8)]);
}

export function shaOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of one part. */
export function digestOf(part: Uint8Array): Buffer {
  return createHash('sha256').update(part).digest();
}

/** A whole PNG of noise, which compresses no better than itself. */
export function noisePng(edge: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.set([8, 2], 8);
  const rows = Buffer.concat(Array.from({ length: edge }, () => Buffer.concat([Buffer.alloc(1), randomBytes(edge * 3)])));
  const chunks = [['IHDR', header], ['IDAT', deflateSync(rows)], ['IEND', Buffer.alloc(0)]] as const;
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks.map(([name, data]) => pngChunk(name, data))]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const [length, sum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(name), data])];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface Answered {
  readonly status: number;
  readonly reason: string | undefined;
  readonly offset: number;
  readonly complete: boolean;
}

/** Headers of the part of a photo that begins at `offset`. */
export function partHeaders(photo: Buffer, offset: number, part: Buffer): Record<string, string> {
  return {
    'content-type': 'application/partial-upload', 'upload-offset': String(offset), 'upload-length': String(photo.length),
    'content-digest': `sha-256=:${digestOf(part).toString('base64')}:`,
  };
}

export async function sendPart(visitor: Visitor, photo: Buffer, offset: number, size = partBytes, site = 'ja', headers: Record<string, string> = {}): Promise<Answered> {
  const part = photo.subarray(offset, offset + size);
  const response = await visitor.fetch(address(photo, site), {
    method: 'PATCH', headers: { ...partHeaders(photo, offset, part), ...headers }, body: new Uint8Array(part),
  });
  return answered(response, await response.text());
}

export async function progressOf(visitor: Visitor, photo: Buffer, site = 'ja'): Promise<Answered> {
  return answered(await visitor.fetch(address(photo, site), { method: 'HEAD' }), '');
}

/** Sends what is missing, part after part; returns the last answer. */
export async function sendWhole(visitor: Visitor, photo: Buffer, site = 'ja', size = partBytes): Promise<Answered> {
  let answer = await progressOf(visitor, photo, site);
  while (!answer.complete && answer.status < 300) answer = await sendPart(visitor, photo, answer.offset, size, site);
  return answer;
}

/** Sends only the beginning of a part and cuts the connection: before the end, or when all is out and no answer is in. */
export async function cutPart(visitor: Visitor, photo: Buffer, offset: number, sent: number, size = partBytes): Promise<void> {
  const part = photo.subarray(offset, offset + size);
  await new Promise<void>((resolve, reject) => {
    const outgoing = request(`${visitor.url}${address(photo, 'ja')}`, {
      method: 'PATCH',
      headers: {
        ...partHeaders(photo, offset, part), 'content-length': part.length, origin: visitor.url,
        cookie: visitor.cookieHeader(),
      },
    });
    outgoing.on('error', () => resolve());
    outgoing.on('response', () => reject(new Error('the connection was to be cut before the answer')));
    outgoing.write(part.subarray(0, sent), () => {
      outgoing.destroy();
      resolve();
    });
  });
}

function address(photo: Buffer, site: string): string {
  return `/blobs/${shaOf(photo)}/upload?site=${site}`;
}

function answered({ status, headers }: Response, text: string): Answered {
  const body = text === '' ? {} : (JSON.parse(text) as { error?: { data?: { reason?: string } } });
  return {
    status, reason: body.error?.data?.reason,
    offset: Number(headers.get('upload-offset') ?? Number.NaN), complete: headers.get('upload-complete') === '?1',
  };
}
