import { createHash } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import type { PhotoRow } from '../db/photo-rows.ts';
import { announcePart, findUpload, forgetPart, forgetUpload, keepPart, keptParts, staleUploads, unfinishedBeside, type PartRow, type UploadKey } from '../db/upload-rows.ts';
import { newId } from '../ids.ts';
import { imageType } from './image-type.ts';
import { readWhole, type PhotoStore } from './photo-store.ts';
import { largestPhoto, notAnImage, type Photos, type Sending } from './photos.ts';

/** Largest part, in bytes: what is lost when a connection is cut. Phones send an eighth of it. */
export const largestPart = 1_048_576;
/** The beginning tells what a photo is, and must come in one piece. */
const smallestStart = 32;
/**
 * A part that does not end the photo has so many bytes, or comes to a multiple of it, as a phone's does whose chunk ends
 * there: each part is an object in the store and a row.
 */
const smallestPart = 16_384;
/** What one person may have begun and not finished, in bytes. */
const mostUnfinished = 100_000_000;
/** An upload that nobody goes on with is dropped after so long. The phone still has the photo. */
const abandonedAfterMs = 7 * 86_400_000;

export interface Part {
  /** Of its first byte in the photo. */
  readonly offset: number;
  /** Of the whole photo. */
  readonly length: number;
  readonly bytes: Buffer;
  /** SHA-256 of the part, as the sender computed it. */
  readonly digest: Buffer;
}

/** How far an upload is: `received` bytes lie here and need not be sent again; `photo` is there when it is whole and checked. */
export interface Progress {
  readonly received: number;
  readonly photo?: PhotoRow | undefined;
}

/** What became of a part: `misplaced` when it does not begin where the upload stands. */
export type Received = Progress & { readonly misplaced?: boolean };

export interface Uploads {
  progress(sending: Sending): Promise<Progress>;
  receive(sending: Sending, part: Part): Promise<Received>;
  /** Drops what was abandoned; returns how many uploads. */
  sweep(): Promise<number>;
}

interface UploadsGround {
  readonly db: Database;
  readonly clock: Clock;
  readonly store: PhotoStore;
  readonly photos: Photos;
}

/**
 * Photos that come in parts. An upload belongs to one person; parts are objects of their own in the store, so that they
 * are durable before they are acknowledged and any server can take the next one.
 */
export function createUploads({ db, clock, store, photos }: UploadsGround): Uploads {
  async function progress(sending: Sending): Promise<Progress> {
    const photo = await photos.find(sending);
    if (photo) return { received: photo.bytes, photo };
    return { received: (await findUpload(db, keyOf(sending)))?.received ?? 0 };
  }

  async function discard(upload: UploadKey): Promise<void> {
    for (const key of await forgetUpload(db, upload, clock.now() - abandonedAfterMs)) await drop(upload.organization, key);
  }

  async function drop(organization: string, key: string): Promise<void> {
    await store.remove(key);
    await forgetPart(db, organization, key);
  }

  async function requireAllowed(upload: UploadKey, { offset, length, bytes }: Part): Promise<void> {
    if (length > largestPhoto) throw new ApiError('too-large', `A photo may have ${largestPhoto} bytes: make it smaller.`);
    if (offset + bytes.length > length) throw new ApiError('invalid-input', 'This part reaches beyond the end of the photo.');
    const end = offset + bytes.length;
    if (offset === 0) {
      if (bytes.length < Math.min(smallestStart, length)) throw new ApiError('invalid-input', `The first part must have ${smallestStart} bytes.`);
      if (imageType(bytes) === undefined) throw notAnImage();
    }
    if (bytes.length < smallestPart && end < length && end % smallestPart !== 0) {
      throw new ApiError('invalid-input', `Only the last part may have fewer than ${smallestPart} bytes.`);
    }
    await photos.requireRoom(upload.organization);
    const beside = await unfinishedBeside(db, upload);
    // Photos that were begun in the same moment have not seen each other: what has arrived is asked about as well.
    const would = offset === 0 ? beside.announced + length : beside.received + end;
    if (would > mostUnfinished) throw new ApiError('too-many-requests', 'Too many photos are half sent: finish those first.');
  }

  /** Stores a part and moves the upload on; false when another part took its place. */
  async function add(upload: UploadKey, { offset, length, bytes }: Part): Promise<boolean> {
    const row: PartRow = { key: `parts/${upload.organization}/${newId(clock.now())}`, start: offset, bytes: bytes.length };
    await announcePart(db, upload, row, clock.now());
    await store.put(row.key, bytes);
    if (await keepPart(db, upload, row, length, clock.now())) return true;
    await drop(upload.organization, row.key);
    return false;
  }

  /** All parts in one; undefined when they no longer make up the photo, as after a restore of the store. */
  async function assembled(upload: UploadKey, length: number): Promise<Buffer | undefined> {
    const whole: Buffer[] = [];
    let end = 0;
    for (const { key, start, bytes } of await keptParts(db, upload)) {
      const part = start === end ? await readWhole(store, key) : undefined;
      if (part?.length !== bytes) return undefined;
      whole.push(part);
      end += bytes;
    }
    return end === length ? Buffer.concat(whole) : undefined;
  }

  async function finish(sending: Sending, whole: Buffer | undefined): Promise<Received> {
    const upload = keyOf(sending);
    if (!whole) {
      await discard(upload);
      return { ...(await progress(sending)), misplaced: true };
    }
    try {
      const photo = await photos.keep(sending, whole);
      await discard(upload);
      return { received: photo.bytes, photo };
    } catch (error) {
      // The same bytes would be refused again.
      if (error instanceof ApiError) await discard(upload);
      throw error;
    }
  }

  return {
    progress,
    async receive(sending, part) {
      const upload = keyOf(sending);
      const { offset, length, bytes } = part;
      if (!createHash('sha256').update(bytes).digest().equals(part.digest)) {
        throw new ApiError('part-damaged', 'This part was damaged on the way: send it again.');
      }
      const photo = await photos.find(sending);
      if (photo) return { received: photo.bytes, photo };
      const standing = await findUpload(db, upload);
      if (standing && standing.length !== length) {
        await discard(upload);
        return { received: 0, misplaced: true };
      }
      if ((standing?.received ?? 0) !== offset) return { received: standing?.received ?? 0, misplaced: true };
      await requireAllowed(upload, part);
      if (bytes.length === length) return finish(sending, bytes);
      if (bytes.length > 0 && !(await add(upload, part))) return { ...(await progress(sending)), misplaced: true };
      const received = offset + bytes.length;
      return received === length ? finish(sending, await assembled(upload, length)) : { received };
    },
    async sweep() {
      const stale = await staleUploads(db, clock.now() - abandonedAfterMs);
      for (const upload of stale) await discard(upload);
      return stale.length;
    },
  };
}

function keyOf({ organization, person, sha256 }: Sending): UploadKey {
  return { organization, person, sha256 };
}
