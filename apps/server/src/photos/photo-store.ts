import type { Readable } from 'node:stream';

/**
 * Where bytes lie: a folder, or anything that speaks S3. Keys are paths of letters, digits, `-` and `/`. It knows nothing of
 * people, photos or uploads; what is there and who may see it is in the database.
 */
export interface PhotoStore {
  /** Keeps bytes under a key. When it resolves they are durable and readable whole; until then the key shows nothing of them. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** How many bytes lie under a key, with a stream of them; undefined when there are none. Destroy a stream that is not read. */
  open(key: string): Promise<StoredBytes | undefined>;
  /** Removes what lies there, if anything. */
  remove(key: string): Promise<void>;
}

export interface StoredBytes {
  readonly size: number;
  readonly content: Readable;
}

/** The store does not answer, or answers that it cannot: a matter of time, or for the operator. */
export class PhotoStoreError extends Error {
  override readonly name = 'PhotoStoreError';
  /** What it answered, as an HTTP status; 0 for no answer. */
  readonly status: number;

  constructor(asked: string, status: number, cause?: unknown) {
    super(`the photo store could not ${asked}`, { cause });
    this.status = status;
  }
}

/** All bytes under a key; undefined when there are none. */
export async function readWhole(store: PhotoStore, key: string): Promise<Buffer | undefined> {
  const stored = await store.open(key);
  if (!stored) return undefined;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stored.content) chunks.push(chunk as Buffer);
  } catch (cause) {
    throw new PhotoStoreError('read to the end', 0, cause);
  }
  return Buffer.concat(chunks);
}

/** Whether bytes of this length lie under a key. */
export async function hasWhole(store: PhotoStore, key: string, size: number): Promise<boolean> {
  const stored = await store.open(key);
  stored?.content.destroy();
  return stored?.size === size;
}
