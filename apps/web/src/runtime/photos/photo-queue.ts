import { deletePhotos, type PhotoDatabase, type StoredPhoto } from './photo-database.ts';

/** What came of one upload. */
export type UploadOutcome =
  | { readonly kind: 'verified' }
  /** No answer, or one that asks for patience; `afterMs` when it says how much. */
  | { readonly kind: 'later'; readonly afterMs?: number | undefined }
  /** Nobody is signed in. */
  | { readonly kind: 'paused' }
  /** The same bytes would be refused again. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends the bytes and says whether the server has them whole. Never throws for the network. */
export type Upload = (photo: StoredPhoto) => Promise<UploadOutcome>;

export interface QueueClock {
  now(): number;
  /** Between 0 and 1; spreads the retries. */
  random(): number;
}

/** Copies kept for preview after the server has them. */
const PREVIEWS_KEPT = 40;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 5 * 60_000;

/**
 * Sends every photo that is due, oldest first, and drops old previews. Run it beside facts, never before them.
 * @param epoch of the server as last heard: what another epoch verified is offered again
 * @returns when to try again (ms of `now`'s clock), undefined when nothing waits or the sign-in has ended
 */
export async function sendPhotos(database: PhotoDatabase, upload: Upload, clock: QueueClock, epoch?: string): Promise<number | undefined> {
  await offerAgain(database, epoch);
  const waiting = await database.photos.where('state').equals('waiting').sortBy('addedAt');
  for (const photo of waiting) {
    if (photo.nextTryAt > clock.now()) continue;
    const outcome = await upload(photo);
    if (outcome.kind === 'paused') return undefined;
    await database.photos.update(photo.sha256, changeAfter(photo, outcome, clock, epoch));
  }
  await dropOldPreviews(database);
  const left = await database.photos.where('state').equals('waiting').toArray();
  return left.length === 0 ? undefined : Math.min(...left.map((photo) => photo.nextTryAt));
}

function changeAfter(photo: StoredPhoto, outcome: Exclude<UploadOutcome, { kind: 'paused' }>, clock: QueueClock, epoch: string | undefined): Partial<StoredPhoto> {
  if (outcome.kind === 'verified') return { state: 'verified', epoch };
  if (outcome.kind === 'refused') return { state: 'refused', reason: outcome.reason };
  const longest = Math.min(FIRST_RETRY_MS * 2 ** photo.tries, LAST_RETRY_MS);
  const wait = outcome.afterMs ?? longest * (0.5 + clock.random() / 2);
  return { tries: photo.tries + 1, nextTryAt: clock.now() + wait };
}

/** A server restored from a backup may lack what it had verified. Asking costs no bytes when it does not. */
async function offerAgain(database: PhotoDatabase, epoch: string | undefined): Promise<void> {
  if (epoch === undefined) return;
  await database.photos
    .where('state')
    .equals('verified')
    .filter((photo) => photo.epoch !== undefined && photo.epoch !== epoch)
    .modify({ state: 'waiting', tries: 0, nextTryAt: 0 });
}

async function dropOldPreviews(database: PhotoDatabase): Promise<void> {
  const previews = await database.photos.where('state').equals('verified').sortBy('addedAt');
  const old = previews.slice(0, Math.max(0, previews.length - PREVIEWS_KEPT));
  if (old.length > 0) await deletePhotos(database, old.map(({ sha256 }) => sha256));
}
