import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newSecret } from '../ids.ts';
import { imageType } from './image-type.ts';

export type StoredBlob =
  | { readonly state: 'stored'; readonly type: string; readonly bytes: number }
  | { readonly state: 'too-large' | 'not-an-image' | 'hash-mismatch' };

/** Where a photo lies: two letters of folder, so that no folder grows huge. */
function blobPath(folder: string, organization: string, sha256: string): string {
  return join(folder, organization, sha256.slice(0, 2), sha256);
}

/** A stored photo as a stream; undefined when it is not in the folder, or not whole. */
export async function openBlob(
  folder: string,
  organization: string,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
): Promise<ReadStream | undefined> {
  let file: FileHandle;
  try {
    file = await open(blobPath(folder, organization, sha256));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if ((await file.stat()).size === bytes) return file.createReadStream();
  await file.close();
  return undefined;
}

/**
 * Writes a photo as it comes in. It appears under its name only when it is whole, on disk, what its hash says and an
 * image; whatever else arrives leaves nothing behind.
 */
export async function storeBlob(
  folder: string,
  organization: string,
  sha256: string,
  body: AsyncIterable<Buffer>,
  largest: number,
): Promise<StoredBlob> {
  const path = blobPath(folder, organization, sha256);
  const partial = `${path}.${newSecret(6)}.partial`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(partial, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let start: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > largest) return { state: 'too-large' };
      if (start.length < sniffed) start = Buffer.concat([start, chunk.subarray(0, sniffed)]);
      hash.update(chunk);
      await file.write(chunk);
    }
    const type = imageType(start);
    if (type === undefined) return { state: 'not-an-image' };
    if (hash.digest('hex') !== sha256) return { state: 'hash-mismatch' };
    await file.sync();
    await rename(partial, path);
    return { state: 'stored', type, bytes };
  } finally {
    await file.close();
    await rm(partial, { force: true });
  }
}

/** Enough of the beginning to tell what it is. */
const sniffed = 32;
