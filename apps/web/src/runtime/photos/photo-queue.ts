import type { PhotoDatabase, StoredPhoto } from './photo-database.ts';

/** What came of one upload. */
export type UploadOutcome =
  | { readonly kind: 'verified' }
  | { readonly kind: 'later' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends the bytes and says whether the server has them whole. Never throws for the network. */
export type Upload = (photo: StoredPhoto) => Promise<UploadOutcome>;

/** Copies kept for preview after the server has them. */
const PREVIEWS_KEPT = 40;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 5 * 60_000;

/** Keeps a photo until the server has it. The same bytes twice are one photo. */
export async function keepPhoto(database: PhotoDatabase, photo: Pick<StoredPhoto, 'sha256' | 'type' | 'data'>, now: number): Promise<void> {
  await database.transaction('rw', database.photos, async () => {
    const known = await database.photos.get(photo.sha256);
    if (known && known.state !== 'refused') return;
    await database.photos.put({
      ...photo,
      bytes: photo.data.byteLength,
      addedAt: now,
      state: 'waiting',
      tries: 0,
      nextTryAt: 0,
    });
  });
}

/**
 * Sends every photo that is due, oldest first, and drops old previews. Run it beside facts, never before them.
 * @param random between 0 and 1, spreads the retries
 * @returns when to try again (ms of `now`'s clock), undefined when nothing waits or the sign-in has ended
 */
export async function sendPhotos(
  database: PhotoDatabase,
  upload: Upload,
  clock: { now(): number; random(): number },
): Promise<number | undefined> {
  const waiting = await database.photos.where('state').equals('waiting').sortBy('addedAt');
  for (const photo of waiting) {
    if (photo.nextTryAt > clock.now()) continue;
    const outcome = await upload(photo);
    if (outcome.kind === 'paused') return undefined;
    await database.photos.update(photo.sha256, changeAfter(photo, outcome, clock));
  }
  await dropOldPreviews(database);
  const left = await database.photos.where('state').equals('waiting').toArray();
  return left.length === 0 ? undefined : Math.min(...left.map((photo) => photo.nextTryAt));
}

function changeAfter(
  photo: StoredPhoto,
  outcome: Exclude<UploadOutcome, { kind: 'paused' }>,
  clock: { now(): number; random(): number },
): Partial<StoredPhoto> {
  if (outcome.kind === 'verified') return { state: 'verified' };
  if (outcome.kind === 'refused') return { state: 'refused', reason: outcome.reason };
  const longest = Math.min(FIRST_RETRY_MS * 2 ** photo.tries, LAST_RETRY_MS);
  return { tries: photo.tries + 1, nextTryAt: clock.now() + longest * (0.5 + clock.random() / 2) };
}

async function dropOldPreviews(database: PhotoDatabase): Promise<void> {
  const previews = await database.photos.where('state').equals('verified').sortBy('addedAt');
  const old = previews.slice(0, Math.max(0, previews.length - PREVIEWS_KEPT));
  await database.photos.bulkDelete(old.map((photo) => photo.sha256));
}
