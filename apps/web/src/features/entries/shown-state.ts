import type { EntryState } from '../../runtime/entries.ts';
import type { ShownSyncStatus } from '../../runtime/react/use-sync-status.ts';

type Way = Pick<ShownSyncStatus, 'online' | 'signedOut' | 'sendsOnly' | 'reason'>;

/** What an entry may call itself: without a way to the server nothing is being sent, however often it was tried. */
export function shownState(state: EntryState, { online, signedOut, sendsOnly, reason }: Way): EntryState {
  const open = online && (!signedOut || sendsOnly) && reason === undefined;
  return state === 'sending' && !open ? 'saved' : state;
}
