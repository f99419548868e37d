import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { resumableUpload, sendPhotos, type PhotoClock } from '@fieldloop/sync/photos';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { keepPhoto } from '../../../apps/web/src/runtime/photos/keep-photo.ts';
import { dexiePhotoShelf } from '../../../apps/web/src/runtime/photos/dexie-photo-shelf.ts';
import { httpPhotoWay } from '../../../apps/web/src/runtime/photos/http-photo-way.ts';
import type { SessionPerson } from '../../../apps/web/src/runtime/session/person-header.ts';
import { CHUNK_BYTES, deletePhotos, openPhotoDatabase, type PhotoDatabase } from '../../../apps/web/src/runtime/photos/photo-database.ts';
import { addTenant, joinAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';
import { partBytes, pictureOf, shaOf } from './sender.ts';

/** What becomes of a request: it arrives, it is lost on the way there, or its answer is lost on the way back. */
type Fate = 'arrives' | 'lost' | 'unheard';

describe('the photos of a phone', () => {
  let app: TestApp;
  let tenant: Organization;
  let phone: Visitor;
  let author: SessionPerson;
  let database: PhotoDatabase;
  let asked: { readonly method: string; readonly offset: number; readonly bytes: number }[];
  let fate: (request: number) => Fate;
  let opened = 0;
  let time = 1_000;
  const clock: PhotoClock = { now: () => time, random: () => 1 };

  beforeAll(async () => {
    app = await startTestApp();
    tenant = await addTenant(app, '策行', ['ja', 'xh']);
    phone = await joinAs(app, tenant, 'operator', 'ja');
    author = { organization: tenant.id, person: await personOf(phone) };
  });
  afterAll(() => app.stop());
  beforeEach(() => {
    database = openPhotoDatabase(`phone-${(opened += 1)}`);
    asked = [];
    fate = () => 'arrives';
    vi.stubGlobal('fetch', carrying(fetch));
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await database.delete();
  });

  /** The browser's fetch, from a page of this server and over this network. */
  function carrying(real: typeof fetch): typeof fetch {
    return async (address, init = {}) => {
      const url = new URL(String(address), app.url);
      if (!url.pathname.endsWith('/upload')) return real(address, init);
      const headers = new Headers(init.headers);
      const body = init.body as ArrayBuffer | undefined;
      asked.push({ method: init.method ?? 'GET', offset: Number(headers.get('upload-offset') ?? 0), bytes: body?.byteLength ?? 0 });
      const becomes = fate(asked.length);
      if (becomes === 'lost') throw new TypeError('network');
      headers.set('cookie', phone.cookieHeader());
      headers.set('origin', app.url);
      const response = await real(url, { ...init, headers });
      if (becomes === 'arrives') return response;
      await response.arrayBuffer();
      throw new TypeError('network');
    };
  }

  const upload = (over = database) => resumableUpload({ shelf: dexiePhotoShelf(over), way: httpPhotoWay(author), partBytes: CHUNK_BYTES, site: async () => 'ja', turn: async () => undefined });
  const keep = async (photo: Buffer, site: string | undefined = 'ja') =>
    keepPhoto(database, { sha256: shaOf(photo), type: 'image/png', site, data: new Uint8Array(photo).buffer }, time);
  const stateOf = async (photo: Buffer) => (await database.photos.get(shaOf(photo)))?.state;
  const arrived = async (photo: Buffer) => {
    const response = await phone.fetch(`/blobs/${shaOf(photo)}`);
    return response.status === 200 && Buffer.from(await response.arrayBuffer()).equals(photo);
  };

  it.each(['lost', 'unheard'] as const)('arrive whole whichever request is %s, and no byte that arrived is sent again', async (loss) => {
    // A HEAD and four parts: each of the five is lost once.
    for (let lossAt = 1; lossAt <= 5; lossAt += 1) {
      const photo = pictureOf(3 * partBytes + 500);
      await keep(photo);
      asked = [];
      fate = (request) => (request === lossAt ? loss : 'arrives');
      time = (await sendPhotos(dexiePhotoShelf(database), upload(), clock)) ?? time;
      expect(await stateOf(photo)).toBe('waiting');
      // The page was killed here: another one begins with nothing but what is stored.
      await sendPhotos(dexiePhotoShelf(database), upload(), clock);
      expect(await stateOf(photo)).toBe('verified');
      expect(await arrived(photo)).toBe(true);
      const sent = asked.filter(({ method }) => method === 'PATCH').reduce((sum, { bytes }) => sum + bytes, 0);
      const again = loss === 'lost' && lossAt > 1 ? Math.min(partBytes, photo.length - (lossAt - 2) * partBytes) : 0;
      expect(sent).toBe(photo.length + again);
    }
  });

  it('are one when two tabs send the same at once', async () => {
    const photo = pictureOf(6 * partBytes);
    await keep(photo);
    const outcomes = await Promise.all([1, 2, 3].map(async () => upload()((await database.photos.get(shaOf(photo)))!)));
    expect(outcomes.map(({ kind }) => kind)).toContain('verified');
    expect(outcomes.every(({ kind }) => kind === 'verified' || kind === 'later')).toBe(true);
    expect(await arrived(photo)).toBe(true);
  });

  it('are sent again to a server that was restored from before, and only asked about when it has them', async () => {
    const [lost, kept] = [pictureOf(200_000), pictureOf(200_000)];
    await keep(lost);
    await keep(kept);
    await sendPhotos(dexiePhotoShelf(database), upload(), clock, 'epoch-1');
    await app.db.pool.query('delete from blob where sha256 = $1', [shaOf(lost)]);
    asked = [];
    await sendPhotos(dexiePhotoShelf(database), upload(), clock, 'epoch-2');
    expect(await arrived(lost)).toBe(true);
    expect(asked.filter(({ method }) => method === 'PATCH').reduce((sum, { bytes }) => sum + bytes, 0)).toBe(200_000);
  });

  it('that are refused say why and stay, and hold nothing up', async () => {
    const [text, elsewhere, good] = [Buffer.from('no image at all, but long enough to be taken for one'), pictureOf(50_000), pictureOf(50_000)];
    await keep(text);
    await keep(elsewhere, 'xh');
    await keep(good);
    expect(await sendPhotos(dexiePhotoShelf(database), upload(), clock)).toBeUndefined();
    expect(await database.photos.get(shaOf(text))).toMatchObject({ state: 'refused', reason: 'not-an-image' });
    expect(await database.photos.get(shaOf(elsewhere))).toMatchObject({ state: 'refused', reason: 'not-allowed' });
    expect(await stateOf(good)).toBe('verified');
    await sendPhotos(dexiePhotoShelf(database), upload(), clock);
    expect(await stateOf(text)).toBe('refused');
  });

  it('that are damaged on the phone are refused, never taken for what they were', async () => {
    const photo = pictureOf(2 * partBytes);
    await keep(photo);
    await database.chunks.update([shaOf(photo), partBytes], { data: new ArrayBuffer(partBytes) });
    await sendPhotos(dexiePhotoShelf(database), upload(), clock);
    expect(await database.photos.get(shaOf(photo))).toMatchObject({ state: 'refused', reason: 'hash-mismatch' });
    await deletePhotos(database, [shaOf(photo)]);
    expect(await database.chunks.count()).toBe(0);
  });

  it('wait, untouched, while nobody is signed in', async () => {
    const photo = pictureOf(50_000);
    await keep(photo);
    const cookies = new Map(phone.cookies);
    phone.cookies.clear();
    expect(await sendPhotos(dexiePhotoShelf(database), upload(), clock)).toBeUndefined();
    expect(await database.photos.get(shaOf(photo))).toMatchObject({ state: 'waiting', tries: 0 });
    for (const [name, value] of cookies) phone.cookies.set(name, value);
    await sendPhotos(dexiePhotoShelf(database), upload(), clock);
    expect(await stateOf(photo)).toBe('verified');
  });

  it('wait, untouched, while somebody else is signed in', async () => {
    const photo = pictureOf(50_000);
    await keep(photo);
    const own = phone;
    phone = await joinAs(app, tenant, 'operator', 'ja');
    expect(await sendPhotos(dexiePhotoShelf(database), upload(), clock)).toBeUndefined();
    expect(await database.photos.get(shaOf(photo))).toMatchObject({ state: 'waiting', tries: 0 });
    expect(await arrived(photo)).toBe(false);
    phone = own;
    await sendPhotos(dexiePhotoShelf(database), upload(), clock);
    expect(await stateOf(photo)).toBe('verified');
  });

  it('take no word but the server\'s: a login page in between verifies nothing', async () => {
    const photo = pictureOf(50_000);
    await keep(photo);
    vi.stubGlobal('fetch', async () => new Response('<html>welcome to the mall</html>', { status: 200 }));
    await sendPhotos(dexiePhotoShelf(database), upload(), clock);
    expect(await stateOf(photo)).toBe('waiting');
  });
});

async function personOf(visitor: Visitor): Promise<string> {
  return (await visitor.query<{ readonly person: { readonly id: string } }>('people.me')).data.person.id;
}
