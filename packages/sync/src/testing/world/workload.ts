import type { WriteDraft } from '../../client/engine-api.ts';
import type { StoredFact } from '../../client/ports.ts';
import { nameOf, photoOf } from './photo-bytes.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { FAILING_TEXT } from './simulated-server.ts';
import type { World } from './world.ts';

/** What a person was told is saved, kept outside the system. */
export interface SavedByHand {
  readonly id: string;
  readonly phone: string;
  readonly name: string;
  readonly scope: string;
  readonly count: number;
  /** Of a comment: on which note, and what. */
  readonly said?: { readonly note: string; readonly text: string } | undefined;
  /** When it really happened. */
  readonly at: number;
  /** The clock of its phone was right, then and ever before. */
  readonly isTimed: boolean;
  /** No server can take it. */
  readonly isPoison: boolean;
}

const PHOTOS = 40;
const sites = ['site:a', 'site:b'] as const;

/** Makes a person tap, write, comment, close and delete, at human speed, until the misfortunes end. */
export function keepWriting(world: World, phone: SimulatedPhone): void {
  world.time.after(phone.stream.between('thinks for', 50, 3_500), () => {
    if (!world.unlucky) return;
    // Fast fingers, and two tabs: several facts at the same instant.
    const burst = phone.stream.happens('burst', 0.15) ? phone.stream.between('in a burst', 2, 4) : 1;
    for (let fact = 0; fact < burst; fact += 1) void writeOnce(world, phone);
    if (phone.stream.happens('takes a photo', 0.08)) void takePhoto(world, phone);
    keepWriting(world, phone);
  });
}

/** How many a tap counts, in whichever release it was written. */
export function tapsOf(payload: unknown): number {
  const { count, n } = payload as { count?: number; n?: number };
  return count ?? n ?? 0;
}

async function writeOnce(world: World, phone: SimulatedPhone): Promise<void> {
  const draft = nextDraft(world, phone);
  const count = draft.name === 'tapped' ? tapsOf(draft.payload) : 0;
  const about = {
    phone: phone.name, name: draft.name, scope: draft.scope, count, at: world.time.now, isTimed: !phone.wasSkewed,
    isPoison: isPoison(draft),
    said: draft.name === 'note-commented' ? (draft.payload as { note: string; text: string }) : undefined,
  };
  if (count > 0) world.attempted.set(draft.scope, (world.attempted.get(draft.scope) ?? 0) + count);
  let stored: StoredFact | undefined;
  try {
    stored = await phone.write(draft);
  } catch (error) {
    // The person sees that it is not saved.
    world.note(`${phone.name} could not save ${draft.name}: ${String(error)}`);
    world.count('writes refused by storage');
    return;
  }
  if (!stored) return;
  world.saved.push({ id: stored.fact.id, ...about });
  world.note(`${phone.name} saved ${draft.name} as ${stored.fact.seq} ${stored.fact.id}`);
  world.count('facts saved');
}

/** Now and then a photo that somebody else has taken as well, always of the same site. */
async function takePhoto(world: World, phone: SimulatedPhone): Promise<void> {
  const number = phone.stream.below('photo', PHOTOS);
  const site = number % 2 === 0 ? 'a' : 'b';
  const data = photoOf(number);
  const sha256 = nameOf(data);
  world.photoNumbers.set(sha256, number);
  try {
    if (!(await phone.keepPhoto({ sha256, type: 'image/jpeg', site, data }))) return;
  } catch (error) {
    world.note(`${phone.name} could not keep a photo: ${String(error)}`);
    world.count('writes refused by storage');
    return;
  }
  world.keptPhotos.push({ phone: phone.name, sha256, scope: `site:${site}`, number });
  world.note(`${phone.name} kept photo ${number}`);
  world.count('photos kept');
}

function nextDraft(world: World, phone: SimulatedPhone): WriteDraft {
  const { notes } = world;
  const { stream } = phone;
  const scope = stream.pick('site', sites);
  const draft = (name: string, payload: unknown, version = 1): WriteDraft => ({ name, version, scope, payload });
  const known = notes.filter((note) => note.scope === scope);
  if (world.strikes('poison-fact', stream)) return draft(...stream.pick('poison', poisons));
  const roll = stream.below('what', 100);
  if (roll < 42) {
    const count = stream.between('taps', 1, 3);
    return phone.isOld ? draft('tapped', { n: count }) : draft('tapped', { count }, 2);
  }
  if (roll < 50 || known.length === 0) {
    const note = `n${notes.length}`;
    notes.push({ note, scope });
    return draft('note-opened', { note, text: `${note} opened` });
  }
  const { note } = stream.pick('note', known);
  if (roll < 72 || (roll < 89 && phone.isOld)) return draft('note-edited', { note, text: `edit ${stream.below('edit', 1_000)}` });
  if (roll < 89) return draft('note-commented', { note, text: `comment ${stream.below('comment', 1_000_000)}` });
  if (roll < 94) return draft('note-closed', { note });
  if (roll < 97) return draft('note-deleted', { note });
  return draft('revision-put', { revision: `plan@${stream.between('revision', 1, 4)}`, from: world.time.now - stream.below('in force since', 1_800_000) });
}

function isPoison({ payload }: WriteDraft): boolean {
  return poisons.some(([, poison]) => poison === payload);
}

/** What no server can take: one that it fails at, a fold that throws, a kind that phones may not write, text that PostgreSQL cannot hold. */
const poisons: readonly (readonly [name: string, payload: unknown])[] = [
  ['fragile', { note: 'n0' }],
  ['server-only', {}],
  ['note-opened', { note: 'poison', text: 'a\u0000b' }],
  ['note-opened', { note: 'poison', text: 'half a \ud83d' }],
  ['note-opened', { note: 'poison', text: FAILING_TEXT }],
  ['note-opened', { note: 7, text: 'not as defined' }],
];
