import { type FormEvent, useEffect, useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { mutate } from '../../runtime/api/call.ts';
import { leave, signedIn, waitingHere } from '../../runtime/coming-and-going.ts';
import { identity } from '../../runtime/identity/identity.ts';
import { Button } from '../../ui/button.tsx';
import { askFirst, Asker } from '../../ui/desk/ask-first.tsx';
import { failureOf } from '../../ui/desk/failure.ts';
import { TextField } from '../../ui/field.tsx';
import { signInWords } from './sign-in-words.ts';

interface SignInPageProps {
  /** A one-time link's token. */
  readonly token?: string | undefined;
  /** Called once the server knows who we are. */
  readonly onDone: () => void;
}

/** Signing in to the desk: by one-time link at once, else by email and password. */
export function SignInPage({ token, onDone }: SignInPageProps) {
  const [state, setState] = useState<'asking' | 'working'>(token ? 'working' : 'asking');
  const [problem, setProblem] = useState<string>();
  const tried = useRef(false);

  const run = async (work: () => Promise<unknown>, byLink: boolean) => {
    setState('working');
    setProblem(undefined);
    try {
      if (!(await makeWay())) return setState('asking');
      await work();
      if (await signedIn()) return onDone();
      setProblem(m.desk_sign_in_failed());
    } catch (error) {
      setProblem(signInWords(failureOf(error), byLink));
    }
    setState('asking');
  };

  useEffect(() => {
    // A link works once, and effects may run twice.
    if (!token || tried.current) return;
    tried.current = true;
    void run(() => mutate('people.signInByLink', { token }), true);
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get('email')), String(form.get('password'))];
    void run(() => mutate('people.signIn', { email, password }), false);
  };

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-center gap-6 px-5 py-10">
      <div>
        <h1 className="text-2xl leading-tight font-bold tracking-[-0.02em]">{m.desk_sign_in_title()}</h1>
        <p className="mt-2 text-ink-2">{m.desk_sign_in_lead()}</p>
      </div>
      {state === 'working' && token && !problem ? (
        <p role="status" className="font-semibold">
          {m.desk_sign_in_link_working()}
        </p>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <TextField
            label={m.desk_sign_in_email()}
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={200}
          />
          <TextField
            label={m.desk_sign_in_password()}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            error={problem}
          />
          <Button tone="primary" type="submit" wide disabled={state === 'working'}>
            {state === 'working' ? m.desk_sign_in_working() : m.desk_sign_in_submit()}
          </Button>
        </form>
      )}
      <Asker />
    </main>
  );
}

/** Whoever joined here by code leaves first, if something of theirs waits; gives whether to go on. Accounts find theirs again. */
async function makeWay(): Promise<boolean> {
  const [who, waiting] = [identity(), await waitingHere()];
  if (who?.via !== 'enrolment' || waiting === 0) return true;
  const { name } = who.person;
  const question = { title: m.desk_sign_in_leaves({ name }), note: m.desk_sign_in_leaves_note({ count: waiting }), confirm: m.desk_sign_in_submit() };
  if (!(await askFirst(question))) return false;
  await leave();
  return true;
}
