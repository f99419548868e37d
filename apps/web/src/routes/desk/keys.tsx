import { KeysPage } from '../../features/keys/keys-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export function Keys() {
  return <KeysPage tabs={<DeskSettingsTabs />} />;
}
