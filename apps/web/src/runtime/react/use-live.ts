import { liveQuery } from 'dexie';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { currentSession, onSession } from '../session/current-session.ts';
import type { Session } from '../session/session.ts';

/** What a live query says: nothing yet, a value, or that the local database failed. */
export type Live<Value> =
  | { readonly state: 'loading'; readonly value?: undefined }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly value?: undefined; readonly error: unknown };

const loading = { state: 'loading' } as const;

/** The session of whoever is signed in, for components. */
export function useSession(): Session | undefined {
  return useSyncExternalStore(onSession, currentSession);
}

/**
 * Reads from the local databases and reads again whenever what was read changes, in this tab, another, or the worker.
 * @param key names the question; another key forgets the last answer
 */
export function useLive<Value>(key: string, ask: (session: Session) => Promise<Value>): Live<Value> {
  const session = useSession();
  const [answer, setAnswer] = useState<{ readonly key: string; readonly session: Session | undefined; readonly live: Live<Value> }>({
    key, session, live: loading,
  });
  useEffect(() => {
    if (!session) return;
    const subscription = liveQuery(() => ask(session)).subscribe({
      next: (value) => setAnswer({ key, session, live: { state: 'ready', value } }),
      error: (error: unknown) => setAnswer({ key, session, live: { state: 'failed', error } }),
    });
    return () => subscription.unsubscribe();
    // `ask` is a fresh closure on each render; `key` says when the question itself changed.
  }, [session, key]);
  return answer.key === key && answer.session === session ? answer.live : loading;
}
