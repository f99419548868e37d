import { CloudOff, LockKeyhole } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { SignInAgain } from '../../ui/desk/sign-in-again.tsx';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';

/** One line across the top while the sign-in has ended or there is no network; the page below stays as it is. */
export function DeskNotice() {
  const { signedOut, online, waiting } = useSyncStatus();
  if (!signedOut && online) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 bg-attention-soft px-4 py-2 font-semibold text-attention lg:px-7 [&_svg]:size-4"
    >
      {signedOut ? <LockKeyhole aria-hidden /> : <CloudOff aria-hidden />}
      <span>
        {signedOut
          ? waiting > 0
            ? m.desk_frame_signed_out({ count: waiting })
            : m.desk_frame_signed_out_none()
          : m.desk_frame_offline()}
      </span>
      {signedOut && <SignInAgain className="underline" />}
    </div>
  );
}
