import { mutate, type InputOf } from './api/call.ts';
import { StorageError } from './database/database-guard.ts';
import { forgetIdentity, identity, join, refreshIdentity, type Identity } from './identity/identity.ts';
import { disablePush } from './push.ts';
import { bringAlong, forgetLeft, noteLeaving, noteTicket, type Before } from './session/coming-back.ts';
import { adopt, close } from './start.ts';

export { leftUnder, waitingHere, type Before } from './session/coming-back.ts';

/**
 * Enrols this phone and opens its databases.
 * @param returning whom the newcomer says to be (`leftUnder`): what they have waiting comes along
 * @throws ApiFailure `code-expired`, `code-used`, `offline` …
 * @throws StorageError what the one before wrote does not fit on this device; nobody has joined
 */
export async function joinSite(input: InputOf<'people.join'>, returning?: Before): Promise<Identity> {
  const ticket = returning?.ticket;
  const who = await replacing(() => join({ ...input, ...(ticket === undefined ? {} : { ticket }) }));
  await adopt(who);
  if (returning) await bringAlong(who, returning);
  return who;
}

/** After signing in by password or link: takes the server's word for who we are. `undefined` when it knows nobody. */
export async function signedIn(): Promise<Identity | undefined> {
  const who = await refreshIdentity(noteLeaving);
  if (!who || who.signedOut) return undefined;
  await forgetLeft(who);
  return adopt(who);
}

/**
 * Signs out on the server and forgets who was here. What waits stays in this person's own database, where nobody else
 * sees or sends it, and is sent when they come back.
 * @throws ApiFailure nobody has left: it needs the network
 * @throws StorageError nobody has left: something is in the memory of this page alone
 */
export async function leave(): Promise<void> {
  const who = identity();
  const ticket = await replacing(() => signOut(who));
  try {
    if (who && ticket !== undefined) await noteTicket(who, ticket);
  } catch (error) {
    // Noted without it: they will be a new person, and what waits is brought along.
    if (!(error instanceof StorageError)) throw error;
  }
  await close();
  await forgetIdentity();
}

/** Noted before the server hears of it, because after that there may be no room to. Undone when everything stays as it was. */
async function replacing<Outcome extends Identity | string | undefined>(change: () => Promise<Outcome>): Promise<Outcome> {
  const here = identity();
  await noteLeaving();
  let stays = true;
  try {
    const outcome = await change();
    stays = typeof outcome === 'object' && outcome.person.id === here?.person.id;
    return outcome;
  } finally {
    if (here && stays) await forgetLeft(here);
  }
}

async function signOut(who: Identity | undefined): Promise<string | undefined> {
  try {
    await disablePush(who !== undefined && !who.signedOut);
  } catch (error) {
    // The server sends nothing here any more; the browser's push service cannot be told now.
    if (!(error instanceof DOMException)) throw error;
  }
  if (!who || who.signedOut) return undefined;
  if (who.via === 'account') await mutate('people.signOut', undefined);
  return (await mutate('people.leave', undefined)).ticket;
}
