import { Link } from '../../ui/navigation.tsx';
import { CloudDownload, DatabaseZap, QrCode } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { hasLeft } from '../../runtime/identity/identity.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useFloor } from '../../runtime/react/use-floor.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { patient } from '../../ui/patient.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';

const AccessEnded = lazy(() => patient(() => import('./access-ended.tsx')).then((module) => ({ default: module.AccessEnded })));

/** Shows a floor screen once this phone has joined and knows its site; otherwise says what is missing. */
export function FloorGate({ children }: { readonly children: (floor: Floor) => ReactNode }) {
  const identity = useIdentity();
  const floor = useFloor();
  if (!identity) {
    return (
      <Screen title={m.app_name()} trailing={<LanguageSwitch />}>
        <ScreenState icon={<QrCode />} title={m.floor_not_joined_title()} action={<Link to="/join" className={buttonClass('primary')}>{m.floor_join_action()}</Link>}>
          <p>{m.floor_not_joined_body()}</p>
        </ScreenState>
      </Screen>
    );
  }
  if (floor.state === 'failed') {
    return (
      <Screen title={identity.organization.name}>
        <ScreenState icon={<DatabaseZap />} title={m.floor_storage_failed_title()} action={<Button tone="primary" onClick={() => window.location.reload()}>{m.ui_retry()}</Button>}><p>{m.floor_storage_failed_body()}</p></ScreenState>
      </Screen>
    );
  }
  if (floor.state === 'loading') return <Screen title={identity.organization.name}><LoadingState label={m.ui_loading()} /></Screen>;
  if (!floor.value && hasLeft(identity)) return <Suspense><AccessEnded organization={identity.organization.name} /></Suspense>;
  if (!floor.value) {
    return (
      <Screen title={identity.organization.name} trailing={<LanguageSwitch />}>
        <ScreenState icon={<CloudDownload />} title={m.floor_site_missing_title()}><p>{m.floor_site_missing_body()}</p></ScreenState>
      </Screen>
    );
  }
  return children(floor.value);
}
