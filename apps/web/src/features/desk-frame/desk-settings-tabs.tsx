import { plans } from '../../runtime/identity/identity.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { SettingsTabs } from './section-tabs.tsx';

/** The settings that this person may open. */
export function DeskSettingsTabs() {
  const who = useIdentity();
  return <SettingsTabs admin={who !== undefined && plans(who, ['admin'])} />;
}
