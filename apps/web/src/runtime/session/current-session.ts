import type { Session } from './session.ts';

let session: Session | undefined;
const listeners = new Set<() => void>();

/** The session of the person who is signed in; undefined before anyone is. */
export function currentSession(): Session | undefined {
  return session;
}

/** The same where there must be one: screens behind sign-in. */
export function requireSession(): Session {
  if (!session) throw new Error('nobody is signed in on this device');
  return session;
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setSession(next: Session | undefined): void {
  session = next;
  for (const listener of listeners) listener();
}
