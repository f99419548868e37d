import type { KeptPhoto } from '@fieldloop/sync/photos';
import { Dexie, type EntityTable, type Table } from 'dexie';

/** A piece of a photo. An ArrayBuffer: a Blob in IndexedDB loses its backing file on some phones. */
export interface PhotoChunk {
  readonly sha256: string;
  /** Of its first byte in the photo. */
  readonly start: number;
  readonly data: ArrayBuffer;
}

export interface PhotoDatabase extends Dexie {
  readonly photos: EntityTable<KeptPhoto, 'sha256'>;
  readonly chunks: Table<PhotoChunk, [string, number]>;
}

/** Bytes of a chunk: what one read holds in memory, and what one request sends. */
export const CHUNK_BYTES = 131_072;

/** The photos of one person on this browser profile. What is called kept survives the power going off. */
export function openPhotoDatabase(name: string): PhotoDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as PhotoDatabase;
  database.version(1).stores({ photos: 'sha256, state, addedAt' });
  database.version(2).stores({ chunks: '[sha256+start]' }).upgrade(async (transaction) => {
    const photos = await transaction.table<KeptPhoto & { readonly data?: ArrayBuffer }>('photos').toArray();
    for (const { data, ...photo } of photos) {
      if (!data) continue;
      await transaction.table('chunks').bulkPut(chunksOf(photo.sha256, data));
      await transaction.table('photos').put(photo);
    }
  });
  return database;
}

export function chunksOf(sha256: string, data: ArrayBuffer): PhotoChunk[] {
  const starts = Array.from({ length: Math.ceil(data.byteLength / CHUNK_BYTES) }, (_, index) => index * CHUNK_BYTES);
  return starts.map((start) => ({ sha256, start, data: data.slice(start, start + CHUNK_BYTES) }));
}

/** Up to `most` bytes of a photo from `offset` on; fewer where a chunk ends; none behind the end or when it is gone. */
export async function readPhotoBytes(database: PhotoDatabase, sha256: string, offset: number, most: number): Promise<ArrayBuffer> {
  const chunk = await database.chunks.where('[sha256+start]').between([sha256, 0], [sha256, offset], true, true).last();
  const from = chunk ? offset - chunk.start : 0;
  return chunk ? chunk.data.slice(from, from + most) : new ArrayBuffer(0);
}

/** All of a photo, in pieces; empty when this device does not have it. */
export async function readPhoto(database: PhotoDatabase, sha256: string): Promise<readonly ArrayBuffer[]> {
  const chunks = await database.chunks.where('[sha256+start]').between([sha256, 0], [sha256, Infinity]).sortBy('start');
  return chunks.map(({ data }) => data);
}

/** Takes photos off this device, bytes and all. */
export async function deletePhotos(database: PhotoDatabase, names: readonly string[]): Promise<void> {
  await database.transaction('rw', database.photos, database.chunks, async () => {
    await database.photos.bulkDelete([...names]);
    for (const name of names) await database.chunks.where('[sha256+start]').between([name, 0], [name, Infinity]).delete();
  });
}
