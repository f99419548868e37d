import { createFileRoute } from '@tanstack/react-router';
import { ChannelsPage } from '../../features/channels/channels-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export const Route = createFileRoute('/desk/channels')({ component: Screen });

function Screen() {
  return <ChannelsPage tabs={<DeskSettingsTabs />} />;
}
