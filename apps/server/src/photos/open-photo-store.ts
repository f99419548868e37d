import type { Env } from '../env.ts';
import { StartError } from '../start-error.ts';
import { folderPhotoStore } from './folder-photo-store.ts';
import type { PhotoStore } from './photo-store.ts';
import { s3PhotoStore, type S3Settings } from './s3-photo-store.ts';

/** The bucket that the settings name, else the folder. A bucket that cannot be used stops the start and says why. */
export async function openPhotoStore(env: Env, folder: string): Promise<PhotoStore> {
  const settings = s3Settings(env);
  if (!settings) return folderPhotoStore(folder);
  const store = s3PhotoStore(settings);
  const problem = await store.problem();
  if (problem === undefined) return store;
  throw new StartError(problems[problem]?.(settings) ?? `The photo store at S3_ENDPOINT=${settings.endpoint} answers ${problem}: check that it is an S3-compatible service and works.`);
}

const problems: Readonly<Record<number, (settings: S3Settings) => string>> = {
  0: ({ endpoint }) => `Nothing answers at S3_ENDPOINT=${endpoint}: check the address, and that it can be reached from here.`,
  301: ({ bucket, region }) => `S3_BUCKET=${bucket} is not in S3_REGION=${region}: set the region of the bucket, and its endpoint.`,
  400: ({ region }) => `The photo store does not accept S3_REGION=${region} or the keys: check S3_REGION, S3_ACCESS_KEY and S3_SECRET_KEY.`,
  403: ({ bucket }) => `S3_BUCKET=${bucket} may not be used with these keys: check S3_ACCESS_KEY and S3_SECRET_KEY, and that they may read, write, delete and list there.`,
  404: ({ bucket, endpoint }) => `There is no bucket S3_BUCKET=${bucket} at S3_ENDPOINT=${endpoint}: make it, or name another.`,
};

function s3Settings(env: Env): S3Settings | undefined {
  const given = { S3_ENDPOINT: env.S3_ENDPOINT, S3_BUCKET: env.S3_BUCKET, S3_ACCESS_KEY: env.S3_ACCESS_KEY, S3_SECRET_KEY: env.S3_SECRET_KEY };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(given).length) return undefined;
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = given;
  if (endpoint === undefined || bucket === undefined || accessKey === undefined || secretKey === undefined) {
    throw new StartError(`To keep photos in S3, set ${missing.join(' and ')} as well; to keep them in the data folder, set none of the S3 settings.`);
  }
  return { endpoint, bucket, region: env.S3_REGION, accessKey, secretKey };
}
