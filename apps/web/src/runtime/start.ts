import { ApiFailure, mutate, type InputOf } from './api/call.ts';
import { guarded } from './database/database-guard.ts';
import { followStoredIdentity, forgetIdentity, identity, join, loadIdentity, markSignedOut, plans, profileDatabase, refreshIdentity, type Identity } from './identity/identity.ts';
import { followServerClock } from './server-clock.ts';
import { currentSession, setSession } from './session/current-session.ts';
import { uuidV7 } from '@fieldloop/sync/protocol/uuid';
import { browserClock, browserRandom } from './session/browser-ports.ts';
import { carryOver } from './session/carry-over.ts';
import { openSession } from './session/session.ts';
import { goOnline } from './session/go-online.ts';
import { loadSettings } from './settings.ts';

export interface RuntimeHooks {
  /** A newer version of the app has taken the databases: this page must load it. */
  readonly onSuperseded: () => void;
  /** The language of what is pushed to this browser. */
  readonly locale: () => 'zh-CN' | 'en';
}

let hooks: RuntimeHooks = { onSuperseded: () => {}, locale: () => 'zh-CN' };
let stopRunning: (() => Promise<void>) | undefined;

/**
 * Reads who we are and opens their databases; nothing here waits for the network. Call once, before rendering.
 * @throws StorageError when this device's databases do not open
 */
export async function startRuntime(own: RuntimeHooks): Promise<void> {
  hooks = own;
  const [known] = await guarded(profileDatabase(), () => Promise.all([loadIdentity(), loadSettings()]));
  if (!known) return;
  openFor(known);
  void confirmIdentity();
}

/** Enrols this phone and opens its databases. Rejects with `ApiFailure`: `code-expired`, `code-used`, `offline` … */
export async function joinSite(input: InputOf<'people.join'>): Promise<Identity> {
  const before = identity();
  const left = before?.signedOut ? before : undefined;
  const who = await adopt(await join(input));
  // The same person let in again after their sign-in had ended: what they wrote comes along.
  if (left && left.organization.id === who.organization.id && left.person.id !== who.person.id && left.person.name === who.person.name) {
    await bringAlong(left);
  }
  return who;
}

/** After signing in by password or link: takes the server's word for who we are. `undefined` when it knows nobody. */
export async function signedIn(): Promise<Identity | undefined> {
  const who = await refreshIdentity();
  return who && !who.signedOut ? adopt(who) : undefined;
}

/** Facts and photos that would stay behind if this person left now. Ask before `leave` when it is not 0. */
export async function waitingHere(): Promise<number> {
  const session = currentSession();
  if (!session) return 0;
  const photos = await session.photoDatabase.photos.where('state').equals('waiting').count();
  return (await session.outbox.countPending()) + session.held.all().length + photos;
}

/**
 * Signs out on the server and forgets who was here. What waits stays in this person's own database and is sent when
 * they come back.
 */
export async function leave(): Promise<void> {
  const who = identity();
  if (who && !who.signedOut) await mutate('people.leave', undefined);
  await close();
  await forgetIdentity();
}

async function adopt(who: Identity): Promise<Identity> {
  const session = currentSession();
  const same = session?.name === `fieldloop/${who.organization.id}/${who.person.id}`;
  if (same) session.engine.signedIn();
  else {
    await close();
    openFor(who);
  }
  return who;
}

function openFor(who: Identity): void {
  const session = openSession({ organization: who.organization.id, person: who.person.id, tallies: !plans(who) });
  const stopClock = followServerClock(session);
  const stop = goOnline(session, { ...hooks, onSignedOut: () => void markSignedOut() });
  const stopIdentity = followStoredIdentity(() => session.engine.signedIn());
  stopRunning = async () => {
    stopClock();
    stopIdentity();
    await stop();
  };
  setSession(session);
}

async function bringAlong(left: Identity): Promise<void> {
  const session = currentSession();
  if (!session) return;
  const before = openSession({ organization: left.organization.id, person: left.person.id, tallies: false });
  try {
    const moved = await carryOver(before, session, () => uuidV7(browserClock.now(), browserRandom.bytes(10)));
    if (moved > 0) session.engine.wrote();
  } finally {
    await before.close();
  }
}

async function close(): Promise<void> {
  setSession(undefined);
  await stopRunning?.();
  stopRunning = undefined;
}

// The stored identity may be old: memberships change, sign-ins end. Offline, it simply stays as it is.
async function confirmIdentity(): Promise<void> {
  try {
    const who = await refreshIdentity();
    if (who && !who.signedOut) await adopt(who);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
  }
}
