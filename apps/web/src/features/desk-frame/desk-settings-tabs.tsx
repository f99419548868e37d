import type { Role } from '@fieldloop/domain/fact';
import { plans } from '../../runtime/identity/identity.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { SettingsTabs } from './section-tabs.tsx';
import { useHeldCount } from './use-counts.ts';

/** The settings that this person may open. */
export function DeskSettingsTabs() {
  const who = useIdentity();
  const may = (...roles: Role[]) => who !== undefined && plans(who, roles);
  return <SettingsTabs channels={may('planner', 'admin')} keys={may('admin')} held={useHeldCount()} />;
}
