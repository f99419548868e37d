import { liveQuery } from 'dexie';
import type { Membership, Role, SiteScope } from '@fieldloop/domain/fact';
import { mutate, query, type InputOf, type OutputOf } from '../api/call.ts';
import { guarded, StorageError } from '../database/database-guard.ts';
import { startServerClock } from '../server-clock.ts';
import { openProfileDatabase, type ProfileDatabase, type StoredIdentity } from '../database/profile-database.ts';

/** Who uses this browser profile, kept so that no screen waits for the network. */
export type Identity = Omit<StoredIdentity, 'key'>;

let profile: ProfileDatabase | undefined;
let known: Identity | undefined;
const listeners = new Set<() => void>();
/** A setting that says, where there is no identity, that its person has left: otherwise the browser has emptied everything. */
const nobody = 'nobody';

/** The small database of this browser profile: identity, settings, drafts. */
export function profileDatabase(): ProfileDatabase {
  profile ??= openProfileDatabase();
  return profile;
}

/** The person signed in here; undefined before anyone is. Loaded once at start, so it answers at once. */
export function identity(): Identity | undefined {
  return known;
}

/** Calls back whenever the identity changes. */
export function onIdentity(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads the stored identity; no network. */
export async function loadIdentity(): Promise<Identity | undefined> {
  const row = await profileDatabase().identity.get('current');
  change(row && withoutKey(row));
  if (row?.offset !== undefined) startServerClock(row.offset, row.confirmedAt + row.offset);
  return known;
}

/** Enrols this phone with a code from the lead. Throws `ApiFailure` with the code's state as reason. */
export async function join(input: InputOf<'people.join'>): Promise<Identity> {
  return keep(await mutate('people.join', input));
}

/**
 * Asks the server who we are. Signed out keeps the identity, because the outbox is still this person's.
 * @param beforeOther called before somebody else takes the place of the one who is here
 */
export async function refreshIdentity(beforeOther: () => Promise<void>): Promise<Identity | undefined> {
  const answer = await query('people.me', undefined);
  if (!answer.signedIn) return markSignedOut();
  if (known && known.person.id !== answer.person.id) await beforeOther();
  return keep(answer);
}

/** The server answered 401: say so; everything waits where it is. */
export async function markSignedOut(): Promise<Identity | undefined> {
  if (!known || known.signedOut) return known;
  const { person, organization } = known;
  // Only of whom it was said: another tab may have let somebody else in, or nobody.
  const noted = await profileDatabase().identity.filter((row) => row.person.id === person.id && row.organization.id === organization.id).modify({ signedOut: true });
  if (noted > 0) change({ ...known, signedOut: true });
  return known;
}

/**
 * Follows what another tab learns: signing in there is signing in here.
 * @param onReturn the sign-in had ended and is good again
 * @param onReplaced this phone is somebody else's now, or nobody's
 */
export function followStoredIdentity(onReturn: () => void, onReplaced: () => void): () => void {
  const { identity: rows, settings } = profileDatabase();
  const subscription = liveQuery(async () => [await rows.get('current'), await settings.get(nobody)] as const).subscribe(([row, left]) => {
    // Neither: the browser has emptied it, and nobody has left.
    if (!known || !(row ?? left)) return;
    if (row?.person.id !== known.person.id || row.organization.id !== known.organization.id) return onReplaced();
    const returned = known.signedOut && !row.signedOut;
    if (row.signedOut !== known.signedOut) change(withoutKey(row));
    if (returned) onReturn();
  });
  return () => subscription.unsubscribe();
}

/** Takes what the server says of us as the truth. */
export async function keep(answer: OutputOf<'people.me'>): Promise<Identity> {
  if (!answer.signedIn) throw new TypeError('keep() takes the answer of somebody who is signed in');
  const { person, organization, via, memberships } = answer;
  const now = Date.now();
  const offset = answer.serverNow - now;
  const next: Identity = { person, organization, via, memberships, confirmedAt: now, offset, signedOut: false };
  startServerClock(offset, answer.serverNow);
  await keepIdentity(next);
  change(next);
  return next;
}

/** Stores who we are, for the next start. */
export async function keepIdentity(who: Identity): Promise<void> {
  await guarded(profileDatabase(), () => profileDatabase().identity.put({ key: 'current', ...who }));
}

/** Forgets who was here. Their databases stay: facts in them are sent when they come back. */
export async function forgetIdentity(): Promise<void> {
  const { identity: rows, settings } = profileDatabase();
  try {
    await guarded(profileDatabase(), () => settings.put({ key: nobody, value: true }));
  } catch (error) {
    // No room: other windows find out by what the server says to them.
    if (!(error instanceof StorageError)) throw error;
  }
  await rows.delete('current');
  change(undefined);
}

/** What the person may do, as it was when the server said so: no clock that is set wrong here may take a site away. */
export function currentMemberships(of: Identity): readonly Membership[] {
  const at = of.confirmedAt + (of.offset ?? 0);
  return of.memberships.filter(({ from, until }) => from <= at && (until === undefined || at < until));
}

/** Sites of the person's own memberships, in order, as scopes. */
export function ownSites(of: Identity): readonly SiteScope[] {
  const sites = currentMemberships(of).map(({ scope }) => scope);
  return [...new Set(sites.filter((scope) => scope !== 'desk'))];
}

/** Did the person belong to sites, and to none any more? */
export function hasLeft(of: Identity): boolean {
  return !plans(of) && ownSites(of).length === 0 && of.memberships.length > 0;
}

/** Does the person hold a role at the desk? */
export function plans(of: Identity, roles: readonly Role[] = ['planner', 'operations-manager', 'data-analyst', 'admin']): boolean {
  return of.memberships.some((membership) => membership.scope === 'desk' && roles.includes(membership.role));
}

function change(next: Identity | undefined): void {
  known = next;
  for (const listener of listeners) listener();
}

function withoutKey({ key: _key, ...rest }: StoredIdentity): Identity {
  return rest;
}
