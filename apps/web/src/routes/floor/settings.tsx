import { NotificationSetting } from '../../features/notifications/notification-offer.tsx';
import { SettingsScreen } from '../../features/settings/settings-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useNavigate } from '../../ui/navigation.tsx';

export function Settings() {
  const navigate = useNavigate();
  return <SettingsScreen status={<SyncPill />} notifications={<NotificationSetting />} onLeft={() => navigate({ to: '/join' })} />;
}
