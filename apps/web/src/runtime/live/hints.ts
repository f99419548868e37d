import type { LiveHint } from '@fieldloop/sync/protocol';

const listeners = new Set<(hint: LiveHint) => void>();

/** Calls back for every live hint this browser receives: something changed at the server, ask again. */
export function onHint(listener: (hint: LiveHint) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Passes a hint to everyone in this tab. */
export function spreadHint(hint: LiveHint): void {
  for (const listener of listeners) listener(hint);
}
