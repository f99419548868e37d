import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { NotificationSetting } from '../../features/notifications/notification-offer.tsx';
import { SettingsScreen } from '../../features/settings/settings-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/settings')({ component: Settings });

function Settings() {
  const navigate = useNavigate();
  return <SettingsScreen status={<SyncPill />} notifications={<NotificationSetting />} onLeft={() => void navigate({ to: '/join' })} />;
}
