import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../../../apps/server/src/env.ts';
import { folderPhotoStore } from '../../../apps/server/src/photos/folder-photo-store.ts';
import { openPhotoStore } from '../../../apps/server/src/photos/open-photo-store.ts';
import { PhotoStoreError, hasWhole, readWhole, type PhotoStore } from '../../../apps/server/src/photos/photo-store.ts';
import { s3PhotoStore } from '../../../apps/server/src/photos/s3-photo-store.ts';
import { memoryPhotoStore } from './memory-photo-store.ts';
import { startS3Server, type S3Server } from './s3-server.ts';

let folder: string;
let s3: S3Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldloop-photos-'));
  s3 = await startS3Server();
});

afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

describePhotoStore('memory', async () => memoryPhotoStore());
describePhotoStore('a folder', () => folderPhotoStore(folder));
describePhotoStore('S3', async () => s3PhotoStore(s3));

/** What a server relies on, whatever keeps the bytes. */
function describePhotoStore(name: string, open: () => Promise<PhotoStore>): void {
  describe(`photos in ${name}`, () => {
    let store: PhotoStore;
    const key = () => `org-1/ab/${randomUUID()}`;
    beforeAll(async () => {
      store = await open();
    });

    it.each([1, 131_072, 3_000_000])('gives back %i bytes as they were', async (size) => {
      const [at, bytes] = [key(), randomBytes(size)];
      await store.put(at, bytes);
      expect((await readWhole(store, at))?.equals(bytes)).toBe(true);
      expect(await hasWhole(store, at, size)).toBe(true);
      expect(await hasWhole(store, at, size + 1)).toBe(false);
    });

    it('has nothing where nothing was put', async () => {
      expect(await store.open(key())).toBeUndefined();
      expect(await hasWhole(store, key(), 0)).toBe(false);
    });

    it('takes the same again, and the later of two', async () => {
      const [at, first, second] = [key(), randomBytes(1_000), randomBytes(2_000)];
      await store.put(at, first);
      await store.put(at, first);
      await store.put(at, second);
      expect((await readWhole(store, at))?.equals(second)).toBe(true);
    });

    it('shows whole bytes of one or the other while several put at once', async () => {
      const [at, versions] = [key(), Array.from({ length: 6 }, (_, index) => Buffer.alloc(200_000 + index, index))];
      await Promise.all(versions.map((bytes) => store.put(at, bytes)));
      const read = await readWhole(store, at);
      expect(versions.some((bytes) => read?.equals(bytes))).toBe(true);
    });

    it('removes, and removes again', async () => {
      const at = key();
      await store.put(at, randomBytes(10));
      await store.remove(at);
      await store.remove(at);
      expect(await store.open(at)).toBeUndefined();
    });

    it('keeps neighbours apart', async () => {
      const at = key();
      await store.put(at, Buffer.from('one'));
      await store.put(`${at}1`, Buffer.from('other'));
      await store.remove(at);
      expect((await readWhole(store, `${at}1`))?.toString()).toBe('other');
    });

    it('is one store to whoever opens it', async () => {
      if (name === 'memory') return;
      const at = key();
      await store.put(at, Buffer.from('here'));
      expect((await readWhole(await open(), at))?.toString()).toBe('here');
    });
  });
}

describe('a folder of photos', () => {
  it('leaves nothing but whole files, and clears what a dead server left half written', async () => {
    const place = mkdtempSync(join(tmpdir(), 'fieldloop-photos-'));
    const incoming = join(place, 'incoming');
    await (await folderPhotoStore(place)).put('a/b', randomBytes(10));
    expect(readdirSync(incoming)).toEqual([]);
    for (const [name, minutes] of [['old', 120], ['new', 1]] as const) {
      writeFileSync(join(incoming, name), 'half');
      utimesSync(join(incoming, name), new Date(), new Date(Date.now() - minutes * 60_000));
    }
    await folderPhotoStore(place);
    expect(readdirSync(incoming)).toEqual(['new']);
    rmSync(place, { recursive: true });
  });

  it('says that it cannot when its place is taken away', async () => {
    const place = mkdtempSync(join(tmpdir(), 'fieldloop-photos-'));
    const store = await folderPhotoStore(place);
    rmSync(place, { recursive: true });
    writeFileSync(place, 'a file where the folder was');
    chmodSync(place, 0o600);
    await expect(store.put('a/b', randomBytes(10))).rejects.toBeInstanceOf(PhotoStoreError);
    rmSync(place);
    expect(existsSync(place)).toBe(false);
  });
});

describe('settings of S3', () => {
  const settings = () => ({ S3_ENDPOINT: s3.endpoint, S3_BUCKET: s3.bucket, S3_ACCESS_KEY: s3.accessKey, S3_SECRET_KEY: s3.secretKey });
  const opened = async (changes: Readonly<Record<string, string | undefined>>) => openPhotoStore(readEnv({ ...settings(), ...changes }), folder);

  it('open the bucket', async () => {
    const store = await opened({});
    await store.put('a/b', Buffer.from('x'));
    expect(await hasWhole(s3PhotoStore(s3), 'a/b', 1)).toBe(true);
  });

  it.each([
    ['a secret is wrong', { S3_SECRET_KEY: 'wrong' }, /S3_ACCESS_KEY and S3_SECRET_KEY/],
    ['there is no such bucket', { S3_BUCKET: 'elsewhere' }, /no bucket S3_BUCKET=elsewhere/],
    ['nothing answers', { S3_ENDPOINT: 'http://127.0.0.1:9' }, /Nothing answers at S3_ENDPOINT/],
    ['half of them is missing', { S3_SECRET_KEY: undefined, S3_BUCKET: undefined }, /set S3_BUCKET and S3_SECRET_KEY as well/],
    ['the bucket cannot be one', { S3_BUCKET: 'Not A Bucket' }, /S3_BUCKET=Not A Bucket/],
  ])('stop the start with a sentence when %s', async (_case, changes, sentence) => {
    const failure = await opened(changes).then(() => undefined, (error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: 'StartError', message: expect.stringMatching(sentence) as string });
    expect(failure?.message).not.toContain(s3.secretKey === 'S3RVER' ? '=S3RVER' : s3.secretKey);
  });

  it('never write a secret into a sentence', () => {
    expect(() => readEnv({ METRICS_TOKEN: 'short-secret' })).toThrow(/^(?!.*short-secret).*METRICS_TOKEN/);
  });

  it('that fail later say so as a matter of time', async () => {
    const store = s3PhotoStore({ ...s3, secretKey: 'changed' });
    await expect(store.put('a/c', Buffer.from('x'))).rejects.toMatchObject({ name: 'PhotoStoreError', status: 403 });
    await expect(store.open('a/b')).rejects.toBeInstanceOf(PhotoStoreError);
  });
});
