import { ChannelsPage } from '../../features/channels/channels-page.tsx';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';

export function Channels() {
  return <ChannelsPage tabs={<DeskSettingsTabs />} />;
}
