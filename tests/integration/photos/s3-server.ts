import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Settings } from '../../../apps/server/src/photos/s3-photo-store.ts';

export interface S3Server extends S3Settings {
  stop(): Promise<void>;
}

/**
 * An S3-compatible service to test against: the one that `S3_TEST_ENDPOINT` names (with `S3_TEST_BUCKET`,
 * `S3_TEST_ACCESS_KEY`, `S3_TEST_SECRET_KEY`), else S3rver over HTTP, which checks signatures, on a folder of its own.
 */
export async function startS3Server(): Promise<S3Server> {
  const { S3_TEST_ENDPOINT: endpoint, S3_TEST_BUCKET: bucket = 'photos', S3_TEST_REGION: region = 'us-east-1' } = process.env;
  const { S3_TEST_ACCESS_KEY: accessKey = 'S3RVER', S3_TEST_SECRET_KEY: secretKey = 'S3RVER' } = process.env;
  const settings = { bucket, region, accessKey, secretKey };
  if (endpoint !== undefined) return { ...settings, endpoint, stop: () => Promise.resolve() };
  const directory = mkdtempSync(join(tmpdir(), 'fieldloop-s3-'));
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] });
  const { port } = await server.run();
  return {
    ...settings,
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
