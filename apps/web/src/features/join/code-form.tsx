import { useState } from 'react';
import type { FormEvent } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { readCode } from './code.ts';

/** Typing or pasting a code, or a whole link. */
export function CodeForm({ onCode, initial = '' }: { readonly onCode: (code: string) => void; readonly initial?: string | undefined }) {
  const [typed, setTyped] = useState(initial);
  const [wrong, setWrong] = useState(initial !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(typed);
    setWrong(code === undefined);
    if (code) onCode(code);
  };
  return (
    <form className="grid gap-5" onSubmit={submit} noValidate>
      <TextField
        label={m.join_code_label()}
        hint={m.join_code_hint()}
        error={wrong ? m.join_code_invalid() : undefined}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoCapitalize="characters"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="next"
      />
      <Button type="submit" tone="primary" wide>{m.join_code_next()}</Button>
    </form>
  );
}
