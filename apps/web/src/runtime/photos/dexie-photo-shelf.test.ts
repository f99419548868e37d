import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dexie } from 'dexie';
import { sendPhotos, type UploadOutcome } from '@fieldloop/sync/photos';
import { keepPhoto as keep, type NewPhoto } from './keep-photo.ts';
import { CHUNK_BYTES, openPhotoDatabase, readPhoto, readPhotoBytes, type PhotoDatabase } from './photo-database.ts';
import { dexiePhotoShelf } from './dexie-photo-shelf.ts';

let database: PhotoDatabase;
let time = 0;
let opened = 0;
const clock = { now: () => time, random: () => 1 };
const keepPhoto = (at: PhotoDatabase, photo: Omit<NewPhoto, 'site'>, now: number) => keep(at, { site: 'ja', ...photo }, now);
const data = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

beforeEach(() => {
  time = 1_000;
  opened += 1;
  database = openPhotoDatabase(`photos-${opened}`);
});
afterEach(() => database.delete());

async function states(): Promise<Record<string, string>> {
  return Object.fromEntries((await database.photos.toArray()).map((photo) => [photo.sha256, photo.state]));
}

function sending(outcomes: Record<string, UploadOutcome>) {
  const sent: string[] = [];
  return {
    sent,
    upload: async (photo: { sha256: string }) => {
      sent.push(photo.sha256);
      return outcomes[photo.sha256] ?? { kind: 'verified' as const };
    },
  };
}

describe('photos', () => {
  it('are kept until the server has them whole', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, time);
    const { upload } = sending({ a: { kind: 'later' } });
    expect(await sendPhotos(dexiePhotoShelf(database), upload, clock)).toBe(3_000);
    expect(await states()).toEqual({ a: 'waiting' });

    time = 3_000;
    expect(await sendPhotos(dexiePhotoShelf(database), sending({}).upload, clock)).toBeUndefined();
    expect(await states()).toEqual({ a: 'verified' });
  });

  it('wait their turn: one that failed does not hold back the next, and is not tried before its time', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await keepPhoto(database, { sha256: 'b', type: 'image/jpeg', data: data('b') }, 2);
    const first = sending({ a: { kind: 'later' } });
    await sendPhotos(dexiePhotoShelf(database), first.upload, clock);
    expect(first.sent).toEqual(['a', 'b']);
    time += 1;
    const second = sending({});
    await sendPhotos(dexiePhotoShelf(database), second.upload, clock);
    expect(second.sent).toEqual([]);
  });

  it('stay where they are while the sign-in has ended', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await keepPhoto(database, { sha256: 'b', type: 'image/jpeg', data: data('b') }, 2);
    const { sent, upload } = sending({ a: { kind: 'paused' } });
    expect(await sendPhotos(dexiePhotoShelf(database), upload, clock)).toBeUndefined();
    expect(sent).toEqual(['a']);
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
  });

  it('that the server refuses stop being sent and say why', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await sendPhotos(dexiePhotoShelf(database), sending({ a: { kind: 'refused', reason: '415' } }).upload, clock);
    expect(await database.photos.get('a')).toMatchObject({ state: 'refused', reason: '415' });
  });

  it('are kept once, however often they are attached', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await sendPhotos(dexiePhotoShelf(database), sending({}).upload, clock);
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 2);
    expect(await states()).toEqual({ a: 'verified' });
  });

  it('leave the phone, oldest first, once forty newer ones are verified', async () => {
    for (let index = 0; index < 42; index += 1) {
      await keepPhoto(database, { sha256: `p${String(index).padStart(2, '0')}`, type: 'image/jpeg', data: data('x') }, index);
    }
    await sendPhotos(dexiePhotoShelf(database), sending({}).upload, clock);
    const left = Object.keys(await states());
    expect(left).toHaveLength(40);
    expect(left).not.toContain('p00');
    expect(left).not.toContain('p01');
    expect(await database.chunks.count()).toBe(40);
  });

  it('are offered again when the server is another than the one that verified them', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await sendPhotos(dexiePhotoShelf(database), sending({}).upload, clock, 'epoch-1');
    const same = sending({});
    await sendPhotos(dexiePhotoShelf(database), same.upload, clock, 'epoch-1');
    await sendPhotos(dexiePhotoShelf(database), same.upload, clock);
    expect(same.sent).toEqual([]);
    const restored = sending({});
    await sendPhotos(dexiePhotoShelf(database), restored.upload, clock, 'epoch-2');
    expect(restored.sent).toEqual(['a']);
    expect(await states()).toEqual({ a: 'verified' });
  });

  it('wait as long as the server asks', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    expect(await sendPhotos(dexiePhotoShelf(database), sending({ a: { kind: 'later', afterMs: 90_000 } }).upload, clock)).toBe(91_000);
  });

  it('lie in pieces that can be read from anywhere', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const whole = new Uint8Array(CHUNK_BYTES * 2 + 5).map((_, index) => bytes[index % bytes.length] ?? 0);
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: whole.buffer }, 1);
    await keepPhoto(database, { sha256: 'b', type: 'image/jpeg', data: data('b') }, 1);
    expect(await database.chunks.where('[sha256+start]').between(['a', 0], ['a', Infinity]).count()).toBe(3);
    expect(Buffer.concat((await readPhoto(database, 'a')).map((chunk) => Buffer.from(chunk))).equals(Buffer.from(whole))).toBe(true);
    for (const offset of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 77, whole.length - 1]) {
      const part = new Uint8Array(await readPhotoBytes(database, 'a', offset, 1_000));
      expect(part.length).toBe(Math.min(1_000, CHUNK_BYTES - (offset % CHUNK_BYTES), whole.length - offset));
      expect(part).toEqual(whole.slice(offset, offset + part.length));
    }
    expect((await readPhotoBytes(database, 'a', whole.length, 1_000)).byteLength).toBe(0);
    expect((await readPhotoBytes(database, 'none', 0, 1_000)).byteLength).toBe(0);
  });

  it('that an older app kept in one piece are kept in pieces', async () => {
    const name = `older-${opened}`;
    const older = new Dexie(name);
    older.version(1).stores({ photos: 'sha256, state, addedAt' });
    await older.table('photos').put({ sha256: 'a', type: 'image/jpeg', bytes: 200_000, data: new ArrayBuffer(200_000), addedAt: 1, state: 'waiting', tries: 3, nextTryAt: 0 });
    older.close();
    const newer = openPhotoDatabase(name);
    expect(await newer.photos.toArray()).toEqual([{ sha256: 'a', type: 'image/jpeg', bytes: 200_000, addedAt: 1, state: 'waiting', tries: 3, nextTryAt: 0 }]);
    expect((await readPhoto(newer, 'a')).map(({ byteLength }) => byteLength)).toEqual([CHUNK_BYTES, 200_000 - CHUNK_BYTES]);
    await newer.delete();
  });
});
