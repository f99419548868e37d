import { Link } from '../../ui/navigation.tsx';
import { CloudOff, HardDrive, LogIn, RefreshCw } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { Notice } from '../../ui/state.tsx';

/** What keeps entries from going out, when only a person can change it. */
export function SendingNotice() {
  const { signedOut, sendsOnly, reason, waiting, unsaved, online } = useSyncStatus();
  if (unsaved > 0) {
    return (
      <Notice tone="critical" icon={<HardDrive aria-hidden />}>
        <p>{m.entries_unsaved({ n: unsaved })}</p>
        <div className="mt-3 flex flex-wrap gap-2"><ExportButton /></div>
      </Notice>
    );
  }
  if (signedOut) {
    return (
      <Notice tone="attention" icon={<LogIn aria-hidden />}>
        <p>{sendsOnly ? m.entries_sends_only() : m.entries_signed_out({ n: waiting })}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          {waiting > 0 && <ExportButton />}
          <Link to="/join" className={buttonClass('plain')}>{m.floor_join_action()}</Link>
        </div>
      </Notice>
    );
  }
  if (reason === 'too-old') {
    return <Notice tone="attention" icon={<RefreshCw aria-hidden />}>{m.entries_too_old()}</Notice>;
  }
  if (waiting > 0 && (!online || reason === 'unreachable')) {
    return (
      <Notice icon={<CloudOff aria-hidden />}>
        <p>{m.entries_offline({ n: waiting })}</p>
        <div className="mt-3 flex flex-wrap gap-2"><ExportButton /></div>
      </Notice>
    );
  }
  return null;
}
