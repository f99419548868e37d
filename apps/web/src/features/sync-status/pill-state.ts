import type { ShownSyncStatus } from '../../runtime/react/use-sync-status.ts';

/** The one thing to say about sending, the most pressing first. */
export type PillState =
  | { readonly kind: 'unsaved' | 'attention'; readonly n: number }
  | { readonly kind: 'paused' | 'update' | 'offline-waiting' | 'sending' | 'waiting'; readonly n: number }
  | { readonly kind: 'offline' | 'sends-only' }
  | { readonly kind: 'sent'; readonly at: number | undefined };

type Status = Pick<ShownSyncStatus, 'phase' | 'unsaved' | 'waiting' | 'photosWaiting' | 'lastSyncAt' | 'attention' | 'online' | 'signedOut' | 'sendsOnly' | 'reason'>;

/** Says what is true: nothing local is ever called sent, photos included. */
export function pillState(status: Status): PillState {
  const waiting = status.waiting + status.photosWaiting;
  if (status.unsaved > 0) return { kind: 'unsaved', n: status.unsaved };
  if (status.attention > 0) return { kind: 'attention', n: status.attention };
  if (status.sendsOnly && waiting === 0) return { kind: 'sends-only' };
  if (status.signedOut) return { kind: 'paused', n: waiting };
  if (status.reason === 'too-old') return { kind: 'update', n: waiting };
  if (!status.online || status.reason === 'unreachable') return waiting > 0 ? { kind: 'offline-waiting', n: waiting } : { kind: 'offline' };
  if (waiting > 0) return { kind: isSending(status) ? 'sending' : 'waiting', n: waiting };
  return { kind: 'sent', at: status.lastSyncAt };
}

function isSending({ phase }: Status): boolean {
  return phase === 'pushing' || phase === 'pulling';
}
