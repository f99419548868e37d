import { lazy, Suspense } from 'react';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';
import { m } from '../../paraglide/messages.js';
import { plans } from '../../runtime/identity/identity.ts';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { useLocale } from '../../ui/locale.ts';
import { LoadingState } from '../../ui/state.tsx';

// Seldom needed at the desk: what it shares with phones is a file of its own.
const BringIn = lazy(() => import('../../features/bring-in/bring-in.tsx').then((module) => ({ default: module.BringIn })));

export function BringInAtDesk() {
  const directory = useDirectory(useLocale());
  const who = useIdentity();
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={m.home_bring()} />
      <DeskSettingsTabs />
      <div className="max-w-[44rem]">
        <Suspense fallback={<LoadingState label={m.ui_loading()} />}>
          <BringIn
            may={who !== undefined && plans(who, ['planner', 'operations-manager', 'admin'])}
            zone={directory.sites[0]?.timeZone ?? 'UTC'}
            siteName={directory.siteName}
          />
        </Suspense>
      </div>
    </main>
  );
}
