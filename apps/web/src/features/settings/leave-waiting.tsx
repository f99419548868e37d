import { m } from '../../paraglide/messages.js';
import { Confirm } from '../../ui/dialog.tsx';
import { ExportButton } from '../../ui/export-button.tsx';

interface LeaveWaitingProps {
  /** Entries and photos that the server does not have. */
  readonly waiting: number;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Before somebody leaves a phone on which something of theirs waits: what becomes of it, and the ways out. */
export function LeaveWaiting({ waiting, onLeave, onStay }: LeaveWaitingProps) {
  return (
    <Confirm open critical title={m.settings_leave_waiting_title({ n: waiting })} confirm={m.settings_leave_anyway()} cancel={m.settings_stay()} onConfirm={onLeave} onCancel={onStay}>
      <p className="mb-3">{m.settings_leave_waiting_body()}</p>
      <ExportButton />
    </Confirm>
  );
}
