import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { openDatabase, type Database } from '../../../apps/server/src/db/client.ts';
import { createLiveBus } from '../../../apps/server/src/live/live-bus.ts';
import type { PhotoStore } from '../../../apps/server/src/photos/photo-store.ts';
import { createPhotos, type Sending } from '../../../apps/server/src/photos/photos.ts';
import { createUploads, type Uploads } from '../../../apps/server/src/photos/uploads.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';
import { memoryPhotoStore } from './memory-photo-store.ts';
import { digestOf, pictureOf, shaOf } from './sender.ts';

/** The server is gone: nothing after this point ran. */
class Died extends Error {}

const size = 16_384;
const photo = pictureOf(3 * size + 40);
const sending: Sending = { organization: 'o', person: 'p', scope: 'site:ja', sha256: shaOf(photo) };

let database: TestDatabase;
let db: Database;
const clock = manualClock(1_783_050_000_000);

beforeAll(async () => {
  database = await startTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.pool.end();
  await database.stop();
});

function serverOver(store: PhotoStore, statements: Database = db): Uploads {
  const photos = createPhotos({ db: statements, clock, live: createLiveBus(() => undefined), store, room: 1e9 });
  return createUploads({ db: statements, clock, store, photos });
}

/** Sends what is missing, as a phone does. */
async function send(uploads: Uploads): Promise<void> {
  for (let { received, photo: whole } = await uploads.progress(sending); !whole; ) {
    const bytes = photo.subarray(received, received + size);
    ({ received, photo: whole } = await uploads.receive(sending, { offset: received, length: photo.length, bytes, digest: digestOf(bytes) }));
  }
}

/** Lets `left` steps happen, then dies before the next, or after it and before anyone hears of it. */
function mortal(left: number, heard: 'before' | 'after'): { step<Value>(work: () => Promise<Value>): Promise<Value>; readonly died: boolean } {
  let steps = 0;
  return {
    get died() {
      return steps > left;
    },
    async step(work) {
      steps += 1;
      if (steps < left + 1) return work();
      if (steps === left + 1 && heard === 'after') await work();
      throw new Died();
    },
  };
}

describe.each(['before', 'after'] as const)('a server that dies just %s it changed something', (heard) => {
  it('in the store: the phone goes on with the next server, and nothing stays behind', async () => {
    let deaths = 0;
    for (let left = 0; ; left += 1) {
      const { store, keys } = listed(memoryPhotoStore());
      const life = mortal(left, heard);
      const dying: PhotoStore = { open: store.open, put: (key, bytes) => life.step(() => store.put(key, bytes)), remove: (key) => life.step(() => store.remove(key)) };
      await send(serverOver(dying)).catch(onlyDied);
      await settles(store, keys);
      if (!life.died) break;
      deaths += 1;
    }
    // Four parts, the photo, and the removal of each part.
    expect(deaths).toBe(9);
  });

  it('in the database: the same', async () => {
    let deaths = 0;
    for (let left = 0; ; left += 1) {
      const { store, keys } = listed(memoryPhotoStore());
      const life = mortal(left, heard);
      const dying = openDatabase(database.url, 2);
      makeMortal(dying.pool, life);
      await send(serverOver(store, dying)).catch(onlyDied);
      await dying.pool.end();
      await settles(store, keys);
      if (!life.died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

/** Statements, and the beginning of transactions, become steps of a life. */
function makeMortal(pool: Database['pool'], { step }: ReturnType<typeof mortal>): void {
  const [query, connect] = [pool.query.bind(pool), pool.connect.bind(pool)] as unknown as ((...given: unknown[]) => Promise<unknown>)[];
  if (!query || !connect) throw new Error('not a pool');
  const counted = { query: (...given: unknown[]) => step(() => query(...given)) };
  // A call with a callback is the pool's own.
  Object.assign(pool, counted, { connect: (...given: unknown[]) => (given.length > 0 ? connect(...given) : step(() => Promise.resolve()).then(() => connect())) });
}

function onlyDied(error: unknown): void {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof Died) return;
  throw error;
}

/** A new server, the same phone: the photo is whole, once, and after the sweep nothing else is anywhere. */
async function settles(store: PhotoStore, keys: ReadonlySet<string>): Promise<void> {
  const uploads = serverOver(store);
  await send(uploads);
  await clock.advance(8 * 86_400_000);
  await uploads.sweep();
  expect([...keys]).toEqual([`o/${sending.sha256.slice(0, 2)}/${sending.sha256}`]);
  const { rows } = await db.pool.query('select (select count(*) from photo_part)::int as parts, (select count(*) from photo_upload)::int as uploads, (select count(*) from blob)::int as photos');
  expect(rows).toEqual([{ parts: 0, uploads: 0, photos: 1 }]);
  await db.pool.query('truncate blob, blob_scope');
}

function listed(store: PhotoStore): { readonly store: PhotoStore; readonly keys: Set<string> } {
  const keys = new Set<string>();
  return {
    keys,
    store: {
      open: store.open,
      async put(key, bytes) {
        await store.put(key, bytes);
        keys.add(key);
      },
      async remove(key) {
        await store.remove(key);
        keys.delete(key);
      },
    },
  };
}
