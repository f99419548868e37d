import { DatabaseZap } from 'lucide-react';
import { m } from '../paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { Screen } from '../ui/screen.tsx';
import { ScreenState } from '../ui/state.tsx';

/** Instead of the app where this device's databases do not open: without them nothing could be kept. */
export function StorageClosed() {
  return (
    <Screen title={m.app_name()}>
      <div role="alert">
        <ScreenState icon={<DatabaseZap />} title={m.floor_storage_failed_title()} action={<Button tone="primary" onClick={() => window.location.reload()}>{m.ui_retry()}</Button>}>
          <p>{m.floor_storage_failed_body()}</p>
        </ScreenState>
      </div>
    </Screen>
  );
}
