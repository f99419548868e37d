import { m } from '../paraglide/messages.js';
import { Confirm } from './dialog.tsx';
import { ExportButton } from './export-button.tsx';

interface LeaveWaitingProps {
  /** Entries and photos that the server does not have. */
  readonly waiting: number;
  /** Leaving was tried: some of them are in the memory of this page alone, and there is no room. */
  readonly full: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Before somebody leaves a phone on which something of theirs waits: what becomes of it, and the ways out. */
export function LeaveWaiting({ waiting, full, onLeave, onStay }: LeaveWaitingProps) {
  return (
    <Confirm open critical title={m.settings_leave_waiting_title({ n: waiting })} confirm={m.settings_leave_anyway()} cancel={m.settings_stay()} onConfirm={onLeave} onCancel={onStay}>
      <p className="mb-3" role={full ? 'alert' : undefined}>{full ? m.settings_leave_full() : m.settings_leave_waiting_body()}</p>
      <ExportButton />
    </Confirm>
  );
}
