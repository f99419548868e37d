import type { OutboxStore } from '@fieldloop/sync/client';

let cleared = false;
const listeners = new Set<() => void>();

/** Whether the browser has thrown away what this device kept, and nobody was told yet. */
export function wasStorageCleared(): boolean {
  return cleared;
}

/** Says so once: whoever shows it to the person calls this with `false`. */
export function noteStorageCleared(is: boolean): void {
  cleared = is;
  for (const listener of listeners) listener();
}

export function onStorageCleared(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The same outbox, and `onGone` when it has lost a device that this page has seen in it: somebody emptied the database. */
export function watchOutbox(outbox: OutboxStore, onGone: () => void): OutboxStore {
  let seen = false;
  return {
    ...outbox,
    async identity(mint) {
      let fresh = false;
      const found = await outbox.identity(() => {
        fresh = true;
        return mint();
      });
      if (fresh && seen) onGone();
      seen = true;
      return found;
    },
  };
}
