import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import { Button } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { failureOf } from '../../ui/desk/failure.ts';
import { failureWords } from '../../ui/desk/failure-words.ts';
import { Card } from '../../ui/desk/page-head.tsx';
import { TextField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';

/** As the server wants it. */
const shortest = 12;

/** How one signs in next time: the address, and a password to set or to change. */
export function PasswordCard() {
  const asked = useQuery(api.people.account.queryOptions());
  return (
    <Answer of={asked} rows={2}>
      {({ email, hasPassword }) => (
        <Card
          title={hasPassword ? m.desk_password_change_title() : m.desk_password_set_title()}
          sub={hasPassword ? m.desk_password_change_note({ email }) : m.desk_password_set_note({ email })}
        >
          <PasswordForm key={String(hasPassword)} email={email} hasPassword={hasPassword} />
        </Card>
      )}
    </Answer>
  );
}

function PasswordForm({ email, hasPassword }: { readonly email: string; readonly hasPassword: boolean }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<{ readonly field: 'current' | 'password'; readonly words: string }>();
  const change = useMutation(api.people.setPassword.mutationOptions());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password.length < shortest) return setProblem({ field: 'password', words: m.desk_password_short({ count: shortest }) });
    setProblem(undefined);
    try {
      await change.mutateAsync({ password, ...(hasPassword ? { current } : {}) });
    } catch (error) {
      // Signed in, so what does not fit is the password until now.
      const failure = failureOf(error);
      return setProblem(
        failure === 'signed-out'
          ? { field: 'current', words: m.desk_password_wrong() }
          : { field: 'password', words: failureWords(failure) },
      );
    }
    setCurrent('');
    setPassword('');
    showToast({ text: m.desk_password_done() });
    await queryClient.invalidateQueries({ queryKey: api.people.account.queryKey() });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-2 grid gap-3" noValidate>
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <TextField
          label={m.desk_password_current()}
          type="password"
          autoComplete="current-password"
          value={current}
          maxLength={128}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={problem?.field === 'current' ? problem.words : undefined}
        />
      )}
      <TextField
        label={m.desk_password_new()}
        hint={m.desk_password_hint({ count: shortest })}
        type="password"
        autoComplete="new-password"
        value={password}
        maxLength={128}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problem?.field === 'password' ? problem.words : undefined}
      />
      <Button tone="primary" type="submit" className="justify-self-start" disabled={change.isPending}>
        {hasPassword ? m.desk_password_change() : m.desk_password_set()}
      </Button>
    </form>
  );
}
