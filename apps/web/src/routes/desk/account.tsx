import { createFileRoute } from '@tanstack/react-router';
import { AccountPage } from '../../features/account/account-page.tsx';
import { Preferences } from '../../features/desk-frame/preferences.tsx';

export const Route = createFileRoute('/desk/account')({ component: Screen });

function Screen() {
  return <AccountPage preferences={<Preferences />} />;
}
