import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../database/database-guard.ts';
import { write } from '../fact-store.ts';
import { setSession } from '../session/current-session.ts';
import { openSession, type Session } from '../session/session.ts';
import { saveDraft } from '../settings.ts';
import { attachPhoto, type Attachment } from './attach-photo.ts';
import { discardPhotos } from './discard-photos.ts';
import { forgottenPhotos } from './send-session-photos.ts';

const day = 86_400_000;
let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin', tallies: true });
  setSession(session);
  await session.outbox.identity(() => 'device-of-lin');
});
afterEach(async () => {
  setSession(undefined);
  await session.close();
  await Promise.all((await Dexie.getDatabaseNames()).filter((name) => name !== 'fieldloop').map((name) => Dexie.delete(name)));
});

const take = (content: string) => attachPhoto(new Blob([content], { type: 'image/jpeg' }));
const report = (...photos: Attachment[]) =>
  write('item-opened', { item: crypto.randomUUID(), kind: 'issue', category: 'queue', severity: 'low', text: '门口', photos }, { scope: 'site:ja' });
const states = async () => Object.fromEntries((await session.photoDatabase.photos.toArray()).map(({ sha256, state }) => [sha256, state]));

describe('a picture that was taken', () => {
  it('is sent when a fact names it, and not before', async () => {
    const [kept, other] = [await take('kept'), await take('other')];
    expect(await states()).toEqual({ [kept.sha256]: 'draft', [other.sha256]: 'draft' });
    await report(kept);
    expect(await states()).toEqual({ [kept.sha256]: 'waiting', [other.sha256]: 'draft' });
  });

  it('is gone, bytes and all, when it is removed, but not where something written names it as well', async () => {
    const [face, kept] = [await take('a face'), await take('kept')];
    await report(kept);
    // The same picture once more, for the next report.
    await take('kept');
    await discardPhotos([face, kept]);
    expect(await states()).toEqual({ [kept.sha256]: 'waiting' });
    expect(await session.photoDatabase.chunks.count()).toBe(1);
  });

  it('stays a draft when the fact does not fit on the device', async () => {
    const photo = await take('photo');
    Object.assign(session.outbox, { append: () => Promise.reject(new StorageError('full', undefined)) });
    await expect(report(photo)).rejects.toMatchObject({ reason: 'full' });
    expect(await states()).toEqual({ [photo.sha256]: 'draft' });
  });

  it('goes by itself when it was left behind and no text in progress names it', async () => {
    const [begun, left] = [await take('begun'), await take('left')];
    await saveDraft('report', { text: '门口', photos: [begun] });
    const now = Date.now();
    expect(await forgottenPhotos(session, now + day / 2)).toEqual([]);
    expect(await forgottenPhotos(session, now + 2 * day)).toEqual([left.sha256]);
  });
});
