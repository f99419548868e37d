import type { KeptPhoto, PhotoChange, PhotoClock, PhotoShelf, UploadOutcome } from './photo-ports.ts';

/** Sends the bytes and says whether the server has them whole. Never throws for the network. */
export type Upload = (photo: KeptPhoto) => Promise<UploadOutcome>;

/** Copies kept for preview after the server has them. */
export const PREVIEWS_KEPT = 40;
const FIRST_RETRY_MS = 2_000;
/** As for facts: whoever looks at the phone after an outage sees both go within a minute. */
const LONGEST_BACKOFF_MS = 60_000;
/** However long the server asks to be left alone. */
const LAST_RETRY_MS = 5 * 60_000;

/**
 * Sends every photo that is due, oldest first, and drops old previews. Run it beside facts, never before them.
 * @param epoch of the server as last heard: what another epoch verified is offered again
 * @throws what kept a photo from being read, once the others are sent
 * @returns when to try again (ms of `now`'s clock), undefined when nothing waits or the sign-in has ended
 */
export async function sendPhotos(shelf: PhotoShelf, upload: Upload, clock: PhotoClock, epoch?: string): Promise<number | undefined> {
  if (epoch !== undefined) await shelf.offerAgain(epoch);
  let broken: { readonly error: unknown } | undefined;
  for (const photo of await shelf.inState('waiting')) {
    if (!isDue(photo, clock)) continue;
    const outcome = await upload(photo).catch((error: unknown): UploadOutcome => {
      broken ??= { error };
      return { kind: 'later' };
    });
    if (outcome.kind === 'paused') return undefined;
    await shelf.change(photo.sha256, changeAfter(photo, outcome, clock, epoch));
  }
  const previews = await shelf.inState('verified');
  const old = previews.slice(0, Math.max(0, previews.length - PREVIEWS_KEPT));
  if (old.length > 0) await shelf.drop(old.map(({ sha256 }) => sha256));
  if (broken) throw broken.error;
  const left = await shelf.inState('waiting');
  return left.length === 0 ? undefined : Math.min(...left.map((photo) => photo.nextTryAt));
}

/** Copies that the server has, of photos whose site this person may no longer read. */
export function strayCopies(verified: readonly KeptPhoto[], scopes: ReadonlySet<string>, epoch: string | undefined): readonly string[] {
  // Nothing was read yet, or the cache was lost: nobody was told to leave.
  if (scopes.size === 0 || scopes.has('desk')) return [];
  // What a server of before had verified may be gone from this one: it is offered again first.
  const there = verified.filter((photo) => photo.epoch === epoch);
  return there.flatMap(({ sha256, site }) => (site !== undefined && !scopes.has(`site:${site}`) ? [sha256] : []));
}

/** One that would wait longer than any photo may was put off by a clock that was set back since. */
function isDue({ nextTryAt }: KeptPhoto, clock: PhotoClock): boolean {
  return nextTryAt <= clock.now() || nextTryAt > clock.now() + LAST_RETRY_MS;
}

function changeAfter(photo: KeptPhoto, outcome: Exclude<UploadOutcome, { kind: 'paused' }>, clock: PhotoClock, epoch: string | undefined): PhotoChange {
  if (outcome.kind === 'verified') return { state: 'verified', epoch };
  if (outcome.kind === 'refused') return { state: 'refused', reason: outcome.reason };
  const longest = Math.min(FIRST_RETRY_MS * 2 ** photo.tries, LONGEST_BACKOFF_MS);
  const wait = Math.min(outcome.afterMs ?? longest * (0.5 + clock.random() / 2), LAST_RETRY_MS);
  return { tries: photo.tries + 1, nextTryAt: clock.now() + wait };
}
