import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { reads, type Actor, type ScopeKey } from '@fieldloop/domain/fact';
import { ApiError } from '../api/api-error.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import { addPhoto, findPhoto, storedBytes, type PhotoRow } from '../db/photo-rows.ts';
import type { LiveBus } from '../live/live-bus.ts';
import { imageType } from './image-type.ts';
import { hasWhole, type PhotoStore } from './photo-store.ts';
import { showsPlace } from './shows-place.ts';

/** Largest photo, in bytes. Phones send a few hundred kilobytes. */
export const largestPhoto = 20_000_000;

/** A photo that somebody sends for a site. */
export interface Sending {
  readonly organization: string;
  readonly person: string;
  readonly scope: ScopeKey;
  readonly sha256: string;
}

/** What is whole: kept by content, once in an organization, and seen by those who read a scope it was sent for. */
export interface Photos {
  /** The photo, if it is whole, in the store, and was sent for this scope. */
  find(sending: Pick<Sending, 'organization' | 'scope' | 'sha256'>): Promise<PhotoRow | undefined>;
  /** Refuses, with a reason, what cannot be kept for want of room. */
  requireRoom(organization: string): Promise<void>;
  /** Checks a whole photo and keeps it. Refuses with `hash-mismatch`, `not-an-image`, `shows-place`. */
  keep(sending: Sending, bytes: Buffer): Promise<PhotoRow>;
  /** The photo for somebody who may see it; whoever may not learns nothing, not even that it exists. */
  open(organization: string, actor: Actor, sha256: string): Promise<{ readonly photo: PhotoRow; readonly content: Readable } | undefined>;
}

export interface PhotosGround {
  readonly db: Database;
  readonly clock: Clock;
  readonly live: LiveBus;
  readonly store: PhotoStore;
  /** Bytes that one organization's photos may take. */
  readonly room: number;
}

export function createPhotos({ db, clock, live, store, room }: PhotosGround): Photos {
  async function find({ organization, scope, sha256 }: Pick<Sending, 'organization' | 'scope' | 'sha256'>): Promise<PhotoRow | undefined> {
    const known = await findPhoto(db, organization, sha256);
    if (!known?.scopes.includes(scope)) return undefined;
    // A database may be older or newer than the store, after a restore: the store is asked as well.
    return (await hasWhole(store, photoKey(organization, sha256), known.bytes)) ? rowOf(known) : undefined;
  }

  return {
    find,
    async requireRoom(organization) {
      if ((await storedBytes(db, organization)) < room) return;
      throw new ApiError('photos-full', 'The room for photos is used up: ask the operator of the server to raise PHOTO_GIGABYTES. Photos wait on the phones meanwhile.');
    },
    async keep({ organization, person, scope, sha256 }, bytes) {
      const type = imageType(bytes);
      if (type === undefined) throw notAnImage();
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new ApiError('hash-mismatch', 'What arrived is not what its name says: attach the photo again.');
      }
      if (showsPlace(bytes)) throw new ApiError('shows-place', 'This photo says where it was taken: send it without its location.');
      const key = photoKey(organization, sha256);
      if (!(await hasWhole(store, key, bytes.length))) await store.put(key, bytes);
      const row: PhotoRow = { sha256, type, bytes: bytes.length };
      const at = clock.now();
      await addPhoto(db, organization, { ...row, scope, by: person, at });
      // Screens that show the fact ask for its photo again.
      live.publish({ organization, scopes: [scope], tallyOnly: [], buckets: [], facts: [], at });
      return row;
    },
    async open(organization, actor, sha256) {
      const photo = await findPhoto(db, organization, sha256);
      if (!photo?.scopes.some((scope) => reads(actor, scope, clock.now()))) return undefined;
      const stored = await store.open(photoKey(organization, sha256));
      if (stored?.size === photo.bytes) return { photo: rowOf(photo), content: stored.content };
      stored?.content.destroy();
      return undefined;
    },
  };
}

export function notAnImage(): ApiError {
  return new ApiError('not-an-image', 'Only JPEG, PNG, WebP, GIF, AVIF and HEIC photos are kept.');
}

/** Two letters of folder, so that no folder grows huge. */
function photoKey(organization: string, sha256: string): string {
  return `${organization}/${sha256.slice(0, 2)}/${sha256}`;
}

function rowOf({ sha256, type, bytes }: PhotoRow): PhotoRow {
  return { sha256, type, bytes };
}
