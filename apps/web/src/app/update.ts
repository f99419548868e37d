import { useSyncExternalStore } from 'react';
import { registerSW } from 'virtual:pwa-register';

/** `none`: this is the newest version known. `ready`: a newer one waits. `postponed`: it waits and was put off. */
export type UpdateState = 'none' | 'ready' | 'postponed';

let state: UpdateState = 'none';
const listeners = new Set<() => void>();
const beforeReload = new Set<() => Promise<void>>();

const activate = registerSW({
  onNeedRefresh: () => change('ready'),
  onNeedReload: () => void reload(),
});

/** Work to finish before the page reloads: flush facts, store drafts. */
export function beforeUpdate(work: () => Promise<void>): () => void {
  beforeReload.add(work);
  return () => beforeReload.delete(work);
}

/** Lets the waiting version take over. The page reloads at the same address once it has. */
export async function applyUpdate(): Promise<void> {
  await Promise.allSettled([...beforeReload].map((work) => work()));
  await activate();
}

/** Hides the bar until the next start; the old version goes on working. */
export function postponeUpdate(): void {
  change('postponed');
}

/** Where this tab stands. */
export function useUpdate(): UpdateState {
  return useSyncExternalStore(subscribe, () => state);
}

// Another tab may have accepted: finish this tab's work as well before reloading.
async function reload(): Promise<void> {
  await Promise.allSettled([...beforeReload].map((work) => work()));
  window.location.reload();
}

function change(next: UpdateState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
