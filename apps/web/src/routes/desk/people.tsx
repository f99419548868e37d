import { PeoplePage } from '../../features/people-admin/people-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export function People() {
  return <PeoplePage tabs={<DeskSettingsTabs />} />;
}
