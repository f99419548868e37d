import { ApiFailure } from './api/call.ts';
import { guarded, StorageError } from './database/database-guard.ts';
import { followStoredIdentity, identity, keepIdentity, loadIdentity, markSignedOut, plans, profileDatabase, refreshIdentity, type Identity } from './identity/identity.ts';
import { followServerClock } from './server-clock.ts';
import { currentSession, setSession } from './session/current-session.ts';
import { openSession, type Session } from './session/session.ts';
import { noteStorageCleared } from './session/storage-cleared.ts';
import { goOnline } from './session/go-online.ts';
import { loadSettings } from './settings.ts';

export interface RuntimeHooks {
  /** A newer version of the app has taken the databases, or somebody else this phone: this page must load it anew. */
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
  if (known) openFor(known);
  void confirmIdentity();
}

/** Opens the databases of whoever the server says is here. What they replace must have been noted (`noteLeaving`). */
export async function adopt(who: Identity): Promise<Identity> {
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
  const session = openSession({
    organization: who.organization.id, person: who.person.id, tallies: !plans(who),
    // What the server says of our memberships decides what the screens say of it.
    report: ({ reason }) => void (reason === 'access-removed' && confirmIdentity()),
    onCleared: () => void restoreIdentity(who),
  });
  const stopClock = followServerClock(session);
  const stop = goOnline(session, { ...hooks, onSignedOut: () => void markSignedOut() });
  const stopIdentity = followStoredIdentity(() => session.engine.signedIn(), () => void giveWay(session));
  stopRunning = async () => {
    stopClock();
    stopIdentity();
    await stop();
  };
  setSession(session);
}

/** Stops and closes what is open of the one who is here. */
export async function close(): Promise<void> {
  setSession(undefined);
  await stopRunning?.();
  stopRunning = undefined;
}

// In another tab this person has left. What only this page holds is stored first, whenever there is room.
async function giveWay(session: Session): Promise<void> {
  if (session !== currentSession()) return;
  try {
    await session.held.store();
    hooks.onSuperseded();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    setTimeout(() => void giveWay(session), 10_000);
  }
}

// Who we are was thrown away with the rest; the next start must know it without a network.
async function restoreIdentity(who: Identity): Promise<void> {
  noteStorageCleared(true);
  // Unless somebody has come meanwhile.
  if (!(await profileDatabase().identity.get('current'))) await keepIdentity(identity() ?? who);
}

// The stored identity may be old: memberships change, sign-ins end. Or it is gone with all else that the browser kept,
// while its sign-in is still good. Offline, it simply stays as it is.
async function confirmIdentity(): Promise<void> {
  try {
    const known = identity();
    const who = await refreshIdentity(async () => (await import('./session/coming-back.ts')).noteLeaving());
    if (!who || who.signedOut) return;
    await adopt(who);
    // Signed in, and nothing of it is stored here: the browser has thrown it away.
    if (!known && who.via === 'enrolment') noteStorageCleared(true);
  } catch (error) {
    // No answer, or no room to note it: the next start asks again.
    if (!(error instanceof ApiFailure || error instanceof StorageError)) throw error;
  }
}
