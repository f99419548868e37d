import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';
import { startS3Server, type S3Server } from './s3-server.ts';
import { cutPart, partBytes, partHeaders, pictureOf, progressOf, sendPart, sendWhole, shaOf } from './sender.ts';

const dayMs = 86_400_000;

describe.each(['a folder', 'S3'])('a photo sent in parts to %s', (store) => {
  const clock = manualClock(1_783_050_000_000);
  let s3: S3Server | undefined;
  let app: TestApp;
  let tenant: Organization;
  let phone: Visitor;

  beforeAll(async () => {
    s3 = store === 'S3' ? await startS3Server() : undefined;
    const env = s3 && { S3_ENDPOINT: s3.endpoint, S3_BUCKET: s3.bucket, S3_REGION: s3.region, S3_ACCESS_KEY: s3.accessKey, S3_SECRET_KEY: s3.secretKey };
    app = await startTestApp({ clock, ...(env ? { env } : {}) });
    tenant = await addTenant(app, '策行', ['ja', 'xh']);
    phone = await joinAs(app, tenant, 'operator', 'ja');
  });
  afterAll(async () => {
    await app.stop();
    await s3?.stop();
  });

  const shown = async (photo: Buffer, visitor = phone) => {
    const response = await visitor.fetch(`/blobs/${shaOf(photo)}`);
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const leftOver = async (photo: Buffer) => (await app.db.pool.query('select key from photo_part where sha256 = $1', [shaOf(photo)])).rowCount;

  it('goes on where it stood after a cut in the middle of every part, and after every answer that was lost', async () => {
    const photo = pictureOf(4 * partBytes + 777);
    for (let offset = 0; offset < photo.length; offset += partBytes) {
      await cutPart(phone, photo, offset, Math.min(partBytes, photo.length - offset) >> 1);
      expect(await progressOf(phone, photo)).toMatchObject({ status: 204, offset, complete: false });
      if ((await shown(photo)).status !== 404) throw new Error('a photo showed before it was whole');
      await cutPart(phone, photo, offset, partBytes);
      // The part arrived; only its answer did not. The phone asks and need not send it again.
      const next = Math.min(offset + partBytes, photo.length);
      await expect.poll(async () => (await progressOf(phone, photo)).offset).toBe(next);
    }
    await expect.poll(async () => (await progressOf(phone, photo)).complete).toBe(true);
    expect((await shown(photo)).bytes.equals(photo)).toBe(true);
    await expect.poll(() => leftOver(photo)).toBe(0);
  });

  it('is whole only when its hash is what its name says', async () => {
    const [photo, other] = [pictureOf(200_000), pictureOf(200_000)];
    await sendPart(phone, photo, 0);
    const rest = other.subarray(partBytes);
    const damaged = await phone.fetch(`/blobs/${shaOf(photo)}/upload?site=ja`, { method: 'PATCH', headers: partHeaders(photo, partBytes, rest), body: new Uint8Array(rest) });
    expect(damaged.status).toBe(422);
    expect(await progressOf(phone, photo)).toMatchObject({ offset: 0, complete: false });
    expect(await leftOver(photo)).toBe(0);
    expect((await sendWhole(phone, photo)).complete).toBe(true);
  });

  it('keeps no part that was damaged on the way', async () => {
    const photo = pictureOf(200_000);
    const wrong = { 'content-digest': `sha-256=:${randomBytes(32).toString('base64')}:` };
    expect(await sendPart(phone, photo, 0, partBytes, 'ja', wrong)).toMatchObject({ status: 422, reason: 'part-damaged' });
    expect(await progressOf(phone, photo)).toMatchObject({ offset: 0 });
  });

  it('says where to go on to a part that begins elsewhere', async () => {
    const photo = pictureOf(400_000);
    await sendPart(phone, photo, 0);
    for (const offset of [0, 2 * partBytes]) {
      expect(await sendPart(phone, photo, offset)).toMatchObject({ status: 409, reason: 'wrong-offset', offset: partBytes });
    }
  });

  it('may be sent by two tabs at once, in parts of different size', async () => {
    const photo = pictureOf(900_000);
    const tab = async (size: number) => {
      let answer = await progressOf(phone, photo);
      while (!answer.complete) answer = await sendPart(phone, photo, answer.offset, size);
    };
    await Promise.all([tab(partBytes), tab(50_000), tab(131_071)]);
    expect((await shown(photo)).bytes.equals(photo)).toBe(true);
    expect(await leftOver(photo)).toBe(0);
  });

  it('that two people have is kept once, and each must have it', async () => {
    const photo = pictureOf(300_000);
    const colleague = await joinAs(app, tenant, 'operator', 'xh');
    await sendPart(phone, photo, 0);
    expect(await progressOf(colleague, photo, 'xh')).toMatchObject({ offset: 0, complete: false });
    await sendWhole(phone, photo);
    // Knowing its name is not having it: another site's person sees and learns nothing.
    expect((await shown(photo, colleague)).status).toBe(404);
    expect(await progressOf(colleague, photo, 'xh')).toMatchObject({ offset: 0, complete: false });
    await sendWhole(colleague, photo, 'xh');
    expect((await shown(photo, colleague)).status).toBe(200);
    const { rows } = await app.db.pool.query('select count(*)::int as n from blob where sha256 = $1', [shaOf(photo)]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is sent once: again, it is there already', async () => {
    const photo = pictureOf(300_000);
    await sendWhole(phone, photo);
    expect(await progressOf(phone, photo)).toMatchObject({ complete: true, offset: photo.length });
    expect(await sendPart(phone, photo, 0)).toMatchObject({ status: 200, complete: true });
    const colleague = await joinAs(app, tenant, 'lead', 'ja');
    expect(await progressOf(colleague, photo)).toMatchObject({ complete: true });
  });

  it('is seen by its site and the desk; another organization cannot even learn that it exists', async () => {
    const photo = pictureOf(100_000);
    await sendWhole(phone, photo);
    const answers = await shown(photo);
    expect(answers.headers.get('content-type')).toBe('image/png');
    expect(answers.headers.get('content-security-policy')).toContain('sandbox');
    expect((await shown(photo, await joinAs(app, tenant, 'partner', 'ja'))).status).toBe(200);
    expect((await shown(photo, await signInAs(app, tenant, 'planner'))).status).toBe(200);
    expect((await shown(photo, new Visitor(app.url))).status).toBe(401);
    const stranger = await joinAs(app, await addTenant(app, 'Other', ['ja']), 'operator', 'ja');
    const [there, nowhere] = [await shown(photo, stranger), await shown(pictureOf(100), stranger)];
    expect([there.status, there.bytes.toString()]).toEqual([404, nowhere.bytes.toString()]);
    expect(await progressOf(stranger, photo)).toMatchObject({ offset: 0, complete: false });
    expect(await sendPart(phone, pictureOf(100_000), 0, partBytes, 'xh')).toMatchObject({ status: 403, reason: 'not-allowed' });
  });

  it('is asked for again each time, and answered in a word when it is known', async () => {
    const photo = pictureOf(100_000);
    await sendWhole(phone, photo);
    const { headers } = await shown(photo);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    const again = await phone.fetch(`/blobs/${shaOf(photo)}`, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  it('may still be delivered after the person has left the site, for two weeks, and is no longer shown to them', async () => {
    const leaving = await joinAs(app, tenant, 'operator', 'ja');
    const [photo, late] = [pictureOf(100_000), pictureOf(100_000)];
    const me = await leaving.query<{ person: { id: string } }>('people.me');
    const { rows } = await app.db.pool.query<{ id: string }>(
      `select distinct id from record where organization_id = $1 and kind = 'membership' and data->>'person' = $2`, [tenant.id, me.data.person.id],
    );
    await clock.advance(60_000);
    await writeAsServer(app.ledger, tenant, [{
      id: crypto.randomUUID(), name: 'membership-ended', scope: 'desk', at: clock.now(),
      payload: { membership: rows[0]?.id, scope: 'site:ja', until: clock.now() },
    }]);
    await clock.advance(60_000);
    expect((await sendWhole(leaving, photo)).complete).toBe(true);
    expect((await shown(photo, leaving)).status).toBe(404);
    expect((await shown(photo)).status).toBe(200);
    await clock.advance(15 * dayMs);
    expect(await sendPart(leaving, late, 0)).toMatchObject({ status: 403, reason: 'not-allowed' });
  });

  it('may still be delivered when the sign-in has ended, and by nobody be looked at with what is left of it', async () => {
    const ended = await joinAs(app, tenant, 'operator', 'ja');
    const photo = pictureOf(300_000);
    ended.cookies.delete('fieldloop_phone');
    expect((await sendWhole(ended, photo)).complete).toBe(true);
    expect((await shown(photo, ended)).status).toBe(401);
    expect((await shown(photo)).status).toBe(200);
  });

  it('that nobody goes on with is dropped after a week, with its parts', async () => {
    const [abandoned, going] = [pictureOf(400_000), pictureOf(400_000)];
    await sendPart(phone, abandoned, 0);
    await sendPart(phone, going, 0);
    await clock.advance(5 * dayMs);
    await sendPart(phone, going, partBytes);
    await clock.advance(3 * dayMs);
    await app.uploads.sweep();
    expect(await progressOf(phone, abandoned)).toMatchObject({ offset: 0 });
    expect(await progressOf(phone, going)).toMatchObject({ offset: 2 * partBytes });
    expect((await sendWhole(phone, going)).complete).toBe(true);
    expect((await sendWhole(phone, abandoned)).complete).toBe(true);
    await clock.advance(8 * dayMs);
    await app.uploads.sweep();
    expect(await leftOver(going)).toBe(0);
    expect(await leftOver(abandoned)).toBe(0);
  });
});

describe('a photo that cannot be kept', () => {
  let app: TestApp;
  let tenant: Organization;
  let phone: Visitor;
  beforeAll(async () => {
    app = await startTestApp({ env: { PHOTO_GIGABYTES: '0.001' } });
    tenant = await addTenant(app, '策行', ['ja']);
    phone = await joinAs(app, tenant, 'operator');
  });
  afterAll(() => app.stop());

  it('is refused at its first part when it is no image, whatever it is called', async () => {
    const script = Buffer.from(`<script>alert(1)</script>${' '.repeat(500_000)}`);
    expect(await sendPart(phone, script, 0)).toMatchObject({ status: 415, reason: 'not-an-image' });
    expect(await progressOf(phone, script)).toMatchObject({ offset: 0 });
  });

  it('is refused when it says where it was taken', async () => {
    const photo = Buffer.concat([jpegWithPlace, randomBytes(1_000)]);
    expect(await sendPart(phone, photo, 0)).toMatchObject({ status: 422, reason: 'shows-place' });
    const written = Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), Buffer.from('<x:xmpmeta exif:GPSLatitude="31,13N">'), randomBytes(1_000)]);
    expect(await sendPart(phone, written, 0)).toMatchObject({ status: 422, reason: 'shows-place' });
  });

  it('is refused when it is too large, as a photo or as a part', async () => {
    const photo = pictureOf(3_000_000);
    expect(await sendPart(phone, photo, 0, partBytes, 'ja', { 'upload-length': '20000001' })).toMatchObject({ status: 413, reason: 'too-large' });
    expect(await sendPart(phone, photo, 0, 1_100_000)).toMatchObject({ status: 413, reason: 'too-large' });
  });

  it.each([
    ['upload-offset', '-1'], ['upload-offset', '1e3'], ['upload-length', '0'], ['upload-length', ''], ['content-digest', 'md5=:AAAA:'],
  ])('is refused with a header %s of "%s"', async (name, value) => {
    expect(await sendPart(phone, pictureOf(1_000), 0, partBytes, 'ja', { [name]: value })).toMatchObject({ status: 400, reason: 'invalid-input' });
  });

  it('is refused without a name, a site, or a person', async () => {
    const photo = pictureOf(1_000);
    expect((await phone.fetch('/blobs/..%2f..%2fetc/upload?site=ja', { method: 'PATCH' })).status).toBe(400);
    expect((await phone.fetch(`/blobs/${shaOf(photo)}/upload`, { method: 'HEAD' })).status).toBe(400);
    expect(await sendPart(new Visitor(app.url), photo, 0)).toMatchObject({ status: 401, reason: 'not-signed-in' });
    expect(await sendPart(phone, photo, 0, partBytes, 'ja', { 'content-type': 'image/jpeg' })).toMatchObject({ status: 415, reason: 'wrong-content-type' });
    expect(await sendPart(phone, photo, 0, partBytes, 'ja', { 'upload-length': '999' })).toMatchObject({ status: 400, reason: 'invalid-input' });
  });

  it('is refused when it comes in crumbs; only its last part is small, and one that goes on to the end of a chunk', async () => {
    const photo = pictureOf(200_000);
    expect(await sendPart(phone, photo, 0, 100)).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await progressOf(phone, photo)).toMatchObject({ offset: 0 });
    // Another program of the same person, with parts of its own; the phone goes on with what is left of its chunk.
    expect((await sendPart(phone, photo, 0, 131_000)).offset).toBe(131_000);
    expect(await sendPart(phone, photo, 131_000, 71)).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect((await sendPart(phone, photo, 131_000, 72)).offset).toBe(partBytes);
    expect((await sendPart(phone, photo, partBytes, 60_000)).offset).toBe(partBytes + 60_000);
    expect((await sendPart(phone, photo, partBytes + 60_000)).complete).toBe(true);
  });

  it('waits while there is no room, at its first part and at any other', async () => {
    const half = pictureOf(400_000);
    await sendPart(phone, half, 0);
    expect((await sendWhole(phone, pictureOf(1_000_001))).complete).toBe(true);
    expect(await sendPart(phone, pictureOf(1_000), 0)).toMatchObject({ status: 503, reason: 'photos-full' });
    expect(await sendPart(phone, half, partBytes)).toMatchObject({ status: 503, reason: 'photos-full' });
    expect(await progressOf(phone, half)).toMatchObject({ offset: partBytes });
  });

  it('waits while its person has too much half sent, by what those photos are to come to', async () => {
    const greedy = await joinAs(app, await addTenant(app, 'Other', ['ja']), 'operator');
    const begin = async (photo: Buffer) => sendPart(greedy, photo, 0, 16_384, 'ja', { 'upload-length': '20000000' });
    for (let index = 0; index < 5; index += 1) expect((await begin(pictureOf(16_384))).status).toBe(204);
    expect(await begin(pictureOf(16_384))).toMatchObject({ status: 429, reason: 'too-many-requests' });
    expect(await sendPart(greedy, pictureOf(1_000), 0)).toMatchObject({ status: 429, reason: 'too-many-requests' });
  });

  it('waits while more lies here than its person may have, however it was begun', async () => {
    const other = await addTenant(app, 'Other', ['ja']);
    const greedy = await joinAs(app, other, 'operator');
    const photo = pictureOf(400_000);
    await sendPart(greedy, photo, 0);
    await app.db.pool.query(
      `insert into photo_upload select $1, (select person_id from enrolment_credential where organization_id = $1 limit 1), 'x' || n, 20000000, 19990000, 0 from generate_series(1, 5) n`, [other.id],
    );
    expect(await sendPart(greedy, photo, partBytes)).toMatchObject({ status: 429, reason: 'too-many-requests' });
    expect(await progressOf(greedy, photo)).toMatchObject({ offset: partBytes });
  });
});

/** A JPEG of nothing but an Exif block with a GPS position, 31° N 121° E. */
const jpegWithPlace = Buffer.from(
  [
    'ffd8ffe10070457869660000', '49492a0008000000', // the block, little endian, first directory at 8
    '0100', '2588040001000000', '1a000000', '00000000', // one entry: the GPS directory is at 26
    '0400', '0100020002000000', '4e000000', '0200050003000000', '50000000', '0300020002000000', '45000000', '0400050003000000', '50000000', '00000000',
    '1f00000001000000', '0d00000001000000', '0000000001000000',
  ].join(''),
  'hex',
);
