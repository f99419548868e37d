import { useCallback, useSyncExternalStore } from 'react';
import { currentSession, onSession } from '../session/current-session.ts';
import type { Session } from '../session/session.ts';
import type { Live } from './live-answers.ts';
import { latestAnswer, watchAnswer } from './live-answers.ts';

export type { Live };

const loading = { state: 'loading' } as const;

/** The session of whoever is signed in, for components. */
export function useSession(): Session | undefined {
  return useSyncExternalStore(onSession, currentSession);
}

/**
 * Reads from the local databases and reads again whenever they change, in this tab, another, or the worker.
 * @param key names the question; another key forgets the last answer, and components with the same key share one
 */
export function useLive<Value>(key: string, ask: (session: Session) => Promise<Value>): Live<Value> {
  const session = useSession();
  const subscribe = useCallback(
    (listener: () => void) => (session ? watchAnswer(session, key, ask, listener) : () => {}),
    // `ask` is a fresh closure on each render; `key` says when the question itself changed.
    [session, key],
  );
  return useSyncExternalStore(subscribe, () => (session ? latestAnswer(session, key) : loading)) as Live<Value>;
}
