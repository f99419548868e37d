import { useCallback, useSyncExternalStore } from 'react';
import { m } from '../paraglide/messages.js';
import { useSession } from '../runtime/react/use-live.ts';
import { onStorageChange } from '../runtime/storage-changes.ts';
import { Confirm } from './dialog.tsx';
import { ExportButton } from './export-button.tsx';

interface LeaveWaitingProps {
  /** Entries and photos that the server does not have. */
  readonly waiting: number;
  /** Leaving was tried, and there was no room for what it has to note. */
  readonly full: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Before somebody leaves a phone on which something of theirs waits: what becomes of it, and the ways out. */
export function LeaveWaiting({ waiting, full, onLeave, onStay }: LeaveWaitingProps) {
  const inMemory = useHeldHere();
  const stuck = full || inMemory > 0;
  const body = inMemory > 0 ? m.settings_leave_unsaved({ n: inMemory }) : full ? m.settings_leave_full() : m.settings_leave_waiting_body();
  return (
    <Confirm open critical title={m.settings_leave_waiting_title({ n: waiting })} confirm={stuck ? m.settings_leave_again() : m.settings_leave_anyway()} cancel={m.settings_stay()} onConfirm={onLeave} onCancel={onStay}>
      <p className="mb-3" role={stuck ? 'alert' : undefined}>{body}</p>
      <ExportButton />
    </Confirm>
  );
}

/** How many entries are in the memory of this page alone, counted anew as they find room. */
function useHeldHere(): number {
  const session = useSession();
  const subscribe = useCallback((listener: () => void) => (session ? onStorageChange(session.name, listener) : () => {}), [session]);
  return useSyncExternalStore(subscribe, () => session?.held.all().length ?? 0);
}
