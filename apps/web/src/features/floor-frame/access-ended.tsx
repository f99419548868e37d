import { DoorClosed } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { LeavePhone } from '../../ui/leave-phone.tsx';
import { Link, useNavigate } from '../../ui/navigation.tsx';
import { RefusedPhotos } from '../../ui/refused-photos.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ScreenState } from '../../ui/state.tsx';

/** Instead of the floor for somebody whose last site was taken away: why nothing is here, and what became of theirs. */
export function AccessEnded({ organization }: { readonly organization: string }) {
  const { waiting, attention } = useSyncStatus();
  const navigate = useNavigate();
  const ways = (
    <div className="grid gap-2">
      <Link to="/join" className={buttonClass('primary', true)}>{m.floor_join_action()}</Link>
      <LeavePhone label={m.settings_leave()} tone="plain" onLeft={() => navigate({ to: '/join' })} />
    </div>
  );
  return (
    <Screen title={organization} trailing={<LanguageSwitch />}>
      <ScreenState icon={<DoorClosed />} title={m.floor_access_ended_title()} action={ways}>
        <p>{m.floor_access_ended_body()}</p>
        {waiting > 0 && <p className="mt-3">{m.floor_access_ended_waiting({ n: waiting })}</p>}
        {attention > 0 && <p className="mt-3">{m.floor_access_ended_attention({ n: attention })}</p>}
        {waiting > 0 && <p className="mt-3"><ExportButton /></p>}
      </ScreenState>
      <RefusedPhotos />
    </Screen>
  );
}
