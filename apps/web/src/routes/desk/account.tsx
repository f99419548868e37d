import { AccountPage } from '../../features/account/account-page.tsx';
import { Preferences } from '../../features/desk-frame/preferences.tsx';

export function Account() {
  return <AccountPage preferences={<Preferences />} />;
}
