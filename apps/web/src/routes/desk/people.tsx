import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '../../features/people-admin/people-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export const Route = createFileRoute('/desk/people')({ component: Screen });

function Screen() {
  return <PeoplePage tabs={<DeskSettingsTabs />} />;
}
