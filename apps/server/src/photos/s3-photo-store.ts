import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { PhotoStoreError, type PhotoStore } from './photo-store.ts';

export interface S3Settings {
  /** Address of the service; the bucket is the first part of the path, which every S3-compatible service understands. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** An answer, with its bytes, that takes longer is given up. */
const timeoutMs = 60_000;

export interface S3PhotoStore extends PhotoStore {
  /** Whether the bucket may be used: undefined, or the status it answered with; 0 for no answer. */
  problem(): Promise<number | undefined>;
}

/** Photos in a bucket of any S3-compatible service. */
export function s3PhotoStore({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): S3PhotoStore {
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region, retries: 2 });
  const base = `${endpoint.replace(/\/+$/, '')}/${bucket}`;

  async function ask(method: string, key: string, accepted: readonly number[], bytes?: Uint8Array): Promise<Response> {
    // The signature covers the content, so the service refuses what was damaged on the way to it.
    const body = bytes && { body: Buffer.from(bytes), headers: { 'x-amz-content-sha256': sha256(bytes) } };
    const answer = await answered(method, () => client.fetch(`${base}/${key}`, { method, signal: AbortSignal.timeout(timeoutMs), ...body }));
    if (accepted.includes(answer.status)) return answer;
    await answer.body?.cancel();
    throw new PhotoStoreError(method, answer.status);
  }

  return {
    async put(key, bytes) {
      const answer = await ask('PUT', key, [200, 201, 204], bytes);
      await answer.body?.cancel();
    },
    async open(key) {
      const answer = await ask('GET', key, [200, 404]);
      if (answer.status === 200 && answer.body) {
        return { size: Number(answer.headers.get('content-length')), content: Readable.fromWeb(answer.body as ReadableStream) };
      }
      await answer.body?.cancel();
      return undefined;
    },
    async remove(key) {
      const answer = await ask('DELETE', key, [200, 204, 404]);
      await answer.body?.cancel();
    },
    async problem() {
      try {
        const { status } = await answered('HEAD', () => client.fetch(base, { method: 'HEAD', signal: AbortSignal.timeout(10_000) }));
        return status === 200 ? undefined : status;
      } catch (error) {
        if (error instanceof PhotoStoreError) return error.status;
        throw error;
      }
    },
  };
}

/** No answer at all is told as status 0. */
async function answered(asked: string, request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (cause) {
    throw new PhotoStoreError(asked, 0, cause);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
