import { uuidV7 } from '@fieldloop/sync/protocol/uuid';
import { guarded } from '../database/database-guard.ts';
import { identity, profileDatabase, type Identity } from '../identity/identity.ts';
import { readSetting, saveSetting } from '../settings.ts';
import { browserClock, browserRandom } from './browser-ports.ts';
import { carryOver } from './carry-over.ts';
import { currentSession } from './current-session.ts';
import { openSession } from './session.ts';

/** Somebody whose sign-in here is over and of whom something waits. */
export interface Before {
  readonly organization: { readonly id: string };
  readonly person: { readonly id: string; readonly name: string };
  /** By which the server knows them again. */
  readonly ticket?: string | undefined;
}

const key = 'left-behind';

/** Facts and photos that would stay behind if the one who is here left now. Ask before they do when it is not 0. */
export async function waitingHere(): Promise<number> {
  const session = currentSession();
  if (!session) return 0;
  const photos = await session.photoDatabase.photos.where('state').equals('waiting').count();
  return (await session.outbox.countPending()) + session.held.all().length + photos;
}

/**
 * Notes that the one who is here may be replaced, if something of theirs waits, so that they find it again. Whoever has an
 * account finds it without. What only this page holds is stored first.
 * @throws StorageError there is no room for that: nobody may take this place
 */
export async function noteLeaving(): Promise<void> {
  const who = identity();
  await currentSession()?.held.store();
  if (who?.via === 'enrolment' && (await waitingHere()) > 0) await note(who);
}

/** Adds to what is noted of somebody the ticket that they got when they left. */
export async function noteTicket({ person }: Before, ticket: string): Promise<void> {
  const noted = (await left()).find((each) => each.person.id === person.id);
  if (noted) await note({ ...noted, ticket });
}

/** Whoever is here did not leave, or is back. */
export async function forgetLeft({ person }: Before): Promise<void> {
  const all = await left();
  const others = all.filter((each) => each.person.id !== person.id);
  if (others.length < all.length) await save(others);
}

/** Of whom under this name something waits here: whose sign-in has ended, or who left last. Ask whether it is them. */
export async function leftUnder(name: string): Promise<Before | undefined> {
  const here = identity();
  if (here?.signedOut && here.via === 'enrolment' && here.person.name === name && (await waitingHere()) > 0) return here;
  return (await left()).findLast(({ person }) => person.name === name);
}

/**
 * Brings along what somebody who says to be back has waiting. A ticket that the server did not take means that the code
 * grants less than they had: then it stays where it is, until they come with one like theirs.
 */
export async function bringAlong(who: Identity, before: Before): Promise<void> {
  const session = currentSession();
  const isSame = who.person.id === before.person.id;
  if (!session || before.organization.id !== who.organization.id || (!isSame && before.ticket !== undefined)) return;
  if (!isSame) {
    const theirs = openSession({ organization: before.organization.id, person: before.person.id, tallies: false });
    try {
      const moved = await carryOver(theirs, session, () => uuidV7(browserClock.now(), browserRandom.bytes(10)));
      if (moved > 0) session.engine.wrote();
    } finally {
      await theirs.close();
    }
  }
  await forgetLeft(before);
}

async function note({ organization, person: { id, name }, ticket }: Before): Promise<void> {
  const others = (await left()).filter(({ person }) => person.id !== id);
  await save([...others, { organization: { id: organization.id }, person: { id, name }, ticket }]);
}

function save(people: readonly Before[]): Promise<void> {
  return guarded(profileDatabase(), () => saveSetting(key, people));
}

async function left(): Promise<readonly Before[]> {
  const stored = await readSetting(key);
  return Array.isArray(stored) ? (stored as readonly Before[]) : [];
}
