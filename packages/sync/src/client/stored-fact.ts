import type { StoredFact, StoredState } from './ports.ts';

/** Is a fact's last word not known on its device? Then it is asked about, goes along to a new device id, and is kept. */
export function isOpen({ state, reason }: Pick<StoredFact, 'state' | 'reason'>): boolean {
  return state === 'pending' || state === 'waiting' || (state === 'quarantined' && reason !== 'dismissed');
}

/** Does the ledger say what became of it? A later *duplicate* adds nothing to that. */
export function isSettled(state: StoredState): boolean {
  return state !== 'pending' && state !== 'waiting';
}
