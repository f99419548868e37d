import { useNavigate } from '../../ui/navigation.tsx';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { leave, waitingHere } from '../../runtime/coming-and-going.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { askFirst } from '../../ui/desk/ask-first.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { Card, PageHead } from '../../ui/desk/page-head.tsx';
import { PasswordCard } from './password-card.tsx';

/** Who is signed in on this computer, its language and appearance, how to sign in next time, and the way out. */
export function AccountPage({ preferences }: { readonly preferences: ReactNode }) {
  const who = useIdentity();
  const navigate = useNavigate();
  const signOut = async () => {
    const waiting = await waitingHere();
    const question = { title: m.desk_account_leave_ask(), note: m.desk_account_waiting({ count: waiting }), confirm: m.desk_sign_in_out() };
    if (waiting > 0 && !(await askFirst(question))) return;
    await attempt(async () => {
      await leave();
      navigate({ to: '/sign-in' });
    });
  };
  return (
    <main className="mx-auto max-w-xl px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={who?.person.name ?? ''} sub={who?.organization.name} />
      <div className="grid gap-4">
        <Card title={m.desk_account_preferences()}>
          <div className="mt-2">{preferences}</div>
        </Card>
        {who?.via === 'account' && <PasswordCard />}
        <Button className="justify-self-start" onClick={() => void signOut()}>
          {m.desk_sign_in_out()}
        </Button>
      </div>
    </main>
  );
}
