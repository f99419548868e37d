import { lazy, Suspense, useSyncExternalStore } from 'react';
import { m } from '../../paraglide/messages.js';

const Confirm = lazy(() => import('../dialog.tsx').then((module) => ({ default: module.Confirm })));

export interface Question {
  readonly title: string;
  /** What follows from it. */
  readonly note?: string;
  /** The words of the button that does it. */
  readonly confirm: string;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

let current: Asked | undefined;
const listeners = new Set<() => void>();

/** Asks once before something that cannot be taken back; gives whether to go on. A newer question answers an open one with no. */
export function askFirst(question: Question): Promise<boolean> {
  current?.answer(false);
  return new Promise((resolve) => {
    set({ ...question, answer: resolve });
  });
}

/** Where questions appear: once, in the frame of the desk. */
export function Asker() {
  const asked = useSyncExternalStore(subscribe, () => current);
  if (!asked) return null;
  const answer = (yes: boolean) => {
    set(undefined);
    asked.answer(yes);
  };
  return (
    <Suspense>
      <Confirm
        open
        critical
        title={asked.title}
        confirm={asked.confirm}
        cancel={m.desk_cancel()}
        onConfirm={() => answer(true)}
        onCancel={() => answer(false)}
      >
        {asked.note}
      </Confirm>
    </Suspense>
  );
}

function set(next: Asked | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
