import { createFileRoute } from '@tanstack/react-router';
import { KeysPage } from '../../features/keys/keys-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export const Route = createFileRoute('/desk/keys')({ component: Screen });

function Screen() {
  return <KeysPage tabs={<DeskSettingsTabs />} />;
}
