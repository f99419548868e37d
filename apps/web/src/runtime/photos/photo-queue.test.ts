import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPhotoDatabase, type PhotoDatabase } from './photo-database.ts';
import { keepPhoto, sendPhotos, type UploadOutcome } from './photo-queue.ts';

let database: PhotoDatabase;
let time = 0;
let opened = 0;
const clock = { now: () => time, random: () => 1 };
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
    expect(await sendPhotos(database, upload, clock)).toBe(3_000);
    expect(await states()).toEqual({ a: 'waiting' });

    time = 3_000;
    expect(await sendPhotos(database, sending({}).upload, clock)).toBeUndefined();
    expect(await states()).toEqual({ a: 'verified' });
  });

  it('wait their turn: one that failed does not hold back the next, and is not tried before its time', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await keepPhoto(database, { sha256: 'b', type: 'image/jpeg', data: data('b') }, 2);
    const first = sending({ a: { kind: 'later' } });
    await sendPhotos(database, first.upload, clock);
    expect(first.sent).toEqual(['a', 'b']);
    time += 1;
    const second = sending({});
    await sendPhotos(database, second.upload, clock);
    expect(second.sent).toEqual([]);
  });

  it('stay where they are while the sign-in has ended', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await keepPhoto(database, { sha256: 'b', type: 'image/jpeg', data: data('b') }, 2);
    const { sent, upload } = sending({ a: { kind: 'paused' } });
    expect(await sendPhotos(database, upload, clock)).toBeUndefined();
    expect(sent).toEqual(['a']);
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
  });

  it('that the server refuses stop being sent and say why', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await sendPhotos(database, sending({ a: { kind: 'refused', reason: '415' } }).upload, clock);
    expect(await database.photos.get('a')).toMatchObject({ state: 'refused', reason: '415' });
  });

  it('are kept once, however often they are attached', async () => {
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 1);
    await sendPhotos(database, sending({}).upload, clock);
    await keepPhoto(database, { sha256: 'a', type: 'image/jpeg', data: data('a') }, 2);
    expect(await states()).toEqual({ a: 'verified' });
  });

  it('leave the phone, oldest first, once forty newer ones are verified', async () => {
    for (let index = 0; index < 42; index += 1) {
      await keepPhoto(database, { sha256: `p${String(index).padStart(2, '0')}`, type: 'image/jpeg', data: data('x') }, index);
    }
    await sendPhotos(database, sending({}).upload, clock);
    const left = Object.keys(await states());
    expect(left).toHaveLength(40);
    expect(left).not.toContain('p00');
    expect(left).not.toContain('p01');
  });
});
