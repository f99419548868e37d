import { resumableUpload, sendPhotos, strayCopies } from '@fieldloop/sync/photos';
import { profileDatabase } from '../identity/identity.ts';
import { browserClock, browserRandom, browserTimers } from '../session/browser-ports.ts';
import type { Session } from '../session/session.ts';
import { dexiePhotoShelf } from './dexie-photo-shelf.ts';
import { httpPhotoWay } from './http-photo-way.ts';
import { CHUNK_BYTES, deletePhotos } from './photo-database.ts';

const clock = { now: browserClock.now, random: browserRandom.fraction };
/** Facts that take longer are kept up by something else than photos. */
const LONGEST_TURN_MS = 10_000;
/** Whoever took a picture for a sheet and went away from it does not come back to it after so long. */
const FORGOTTEN_MS = 86_400_000;

/**
 * Sends the photos of a session that are due, unless another tab or the worker is at it, and takes those off this device
 * that belong to a site it may no longer read, or that nothing was ever written about.
 * @returns when to try again, ms of the device's clock; undefined when nothing waits or somebody else sends
 */
export async function sendSessionPhotos(session: Session): Promise<number | undefined> {
  const { photoDatabase: database, cacheDatabase } = session;
  return navigator.locks.request(`${session.name}/photos`, { ifAvailable: true }, async (lock) => {
    if (!lock) return undefined;
    const shelf = dexiePhotoShelf(database);
    const upload = resumableUpload({ shelf, way: httpPhotoWay(session), partBytes: CHUNK_BYTES, site: () => onlySite(session), turn: () => turn(session) });
    const next = await sendPhotos(shelf, upload, clock, (await cacheDatabase.meta.get('current'))?.epoch);
    await deletePhotos(database, [...(await strayPhotos(session)), ...(await forgottenPhotos(session, clock.now()))]);
    return next;
  });
}

/** Copies that the server has, of photos whose site was taken from this person. */
export async function strayPhotos({ photoDatabase, cacheDatabase }: Session): Promise<readonly string[]> {
  const verified = await photoDatabase.photos.where('state').equals('verified').toArray();
  const [scopes, current] = await cacheDatabase.transaction('r', cacheDatabase.scopes, cacheDatabase.meta, () =>
    Promise.all([cacheDatabase.scopes.toCollection().primaryKeys(), cacheDatabase.meta.get('current')]));
  return strayCopies(verified, new Set(scopes), current?.epoch);
}

/** Drafts that no report or other text in progress names any more. */
export async function forgottenPhotos({ photoDatabase }: Pick<Session, 'photoDatabase'>, now: number): Promise<readonly string[]> {
  const old = await photoDatabase.photos.where('state').equals('draft').filter(({ addedAt }) => addedAt < now - FORGOTTEN_MS).primaryKeys();
  if (old.length === 0) return old;
  const begun = JSON.stringify(await profileDatabase().drafts.toArray());
  return old.filter((sha256) => !begun.includes(sha256));
}

async function onlySite({ cacheDatabase }: Session): Promise<string | undefined> {
  const scopes = await cacheDatabase.scopes.toCollection().primaryKeys();
  return scopes.find((scope) => scope.startsWith('site:'))?.slice('site:'.length);
}

/** Facts go first: while they are being pushed, no part of a photo is begun. */
function turn({ engine }: Session): Promise<void> {
  if (engine.status().phase !== 'pushing') return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = browserTimers.after(LONGEST_TURN_MS, end);
    const stop = engine.subscribe(({ phase }) => {
      if (phase !== 'pushing') end();
    });
    function end(): void {
      cancel();
      stop();
      resolve();
    }
  });
}
