import { DatabaseZap, LockOpen } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { EnrolmentObstacle } from '../../runtime/identity/web-view.ts';
import { Screen } from '../../ui/screen.tsx';
import { ScreenState } from '../../ui/state.tsx';
import { OpenInBrowser } from './open-in-browser.tsx';

/** Why this window cannot enrol a phone, and the way out. */
export function Obstacle({ obstacle }: { readonly obstacle: EnrolmentObstacle }) {
  if (obstacle.kind === 'chat-app') return <OpenInBrowser app={obstacle.app} />;
  const insecure = obstacle.kind === 'insecure';
  return (
    <Screen title={m.join_title()}>
      <ScreenState icon={insecure ? <LockOpen /> : <DatabaseZap />} title={insecure ? m.join_insecure_title() : m.join_no_storage_title()}>
        <p>{insecure ? m.join_insecure_body() : m.join_no_storage_body()}</p>
      </ScreenState>
    </Screen>
  );
}
