import { Check, CloudOff, LockKeyhole, RefreshCw, TriangleAlert } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { type ShownSyncStatus, useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { Pill } from '../../ui/pill.tsx';

/** What is true of this computer and the server: an icon and words, never a spinner. */
export function SyncPill() {
  const state = pillOf(useSyncStatus());
  return (
    <span role="status">
      <Pill tone={state.tone} icon={state.icon}>
        {state.words}
      </Pill>
    </span>
  );
}

function pillOf({ attention, signedOut, online, waiting, photosWaiting, phase }: ShownSyncStatus) {
  const count = waiting + photosWaiting;
  if (attention > 0)
    return {
      tone: 'critical',
      icon: <TriangleAlert aria-hidden />,
      words: m.desk_sync_attention({ count: attention }),
    } as const;
  if (signedOut)
    return {
      tone: 'attention',
      icon: <LockKeyhole aria-hidden />,
      words: count > 0 ? m.desk_sync_paused({ count }) : m.desk_sync_signed_out(),
    } as const;
  if (!online)
    return {
      tone: 'attention',
      icon: <CloudOff aria-hidden />,
      words: count > 0 ? m.desk_sync_waiting({ count }) : m.desk_sync_offline(),
    } as const;
  if (count > 0) {
    const sending = phase === 'pushing';
    return {
      tone: 'info',
      icon: <RefreshCw aria-hidden />,
      words: sending ? m.desk_sync_sending({ count }) : m.desk_sync_waiting({ count }),
    } as const;
  }
  return { tone: 'good', icon: <Check aria-hidden />, words: m.desk_sync_ok() } as const;
}
