import { InboxPage } from '../../features/inbox/inbox-page.tsx';

export function Inbox() {
  return <InboxPage />;
}
