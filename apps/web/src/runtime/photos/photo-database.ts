import { Dexie, type EntityTable } from 'dexie';

/** A photo as bytes; a Blob in IndexedDB loses its backing file on some phones. */
export interface StoredPhoto {
  /** Hex; also the name under which the server keeps it. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
  readonly data: ArrayBuffer;
  readonly addedAt: number;
  /** `waiting` until the server has it whole; `verified` copies are only previews; `refused` will not be sent again. */
  readonly state: 'waiting' | 'verified' | 'refused';
  readonly tries: number;
  /** Not before this instant of the device's clock. */
  readonly nextTryAt: number;
  /** What the server said to a refused one. */
  readonly reason?: string | undefined;
}

export interface PhotoDatabase extends Dexie {
  readonly photos: EntityTable<StoredPhoto, 'sha256'>;
}

/** The photos of one person on this browser profile. */
export function openPhotoDatabase(name: string): PhotoDatabase {
  const database = new Dexie(name) as PhotoDatabase;
  database.version(1).stores({ photos: 'sha256, state, addedAt' });
  return database;
}
