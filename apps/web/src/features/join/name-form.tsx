import { useState } from 'react';
import type { FormEvent } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { roleName } from '../../ui/role-name.ts';
import type { JoinPreview } from './joining.ts';

interface NameFormProps {
  readonly preview: JoinPreview;
  /** Who used this phone until their sign-in ended. */
  readonly initial?: string | undefined;
  readonly onName: (name: string) => void;
}

/** The site that invites, and one question. */
export function NameForm({ preview, initial = '', onName }: NameFormProps) {
  const locale = useLocale();
  const [name, setName] = useState(initial);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plain = name.trim();
    setMissing(plain === '');
    if (plain !== '') onName(plain);
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <div>
        {preview.organization && <p className="text-ink-2">{m.join_invited({ organization: preview.organization.name })}</p>}
        {preview.site && <p className="mt-1 text-2xl font-bold">{phraseText(preview.site.name, locale)}</p>}
        {preview.role && <p className="mt-1 text-ink-2">{roleName(preview.role)}</p>}
      </div>
      <TextField
        label={m.join_name_label()}
        hint={m.join_name_hint()}
        error={missing ? m.join_name_missing() : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
        maxLength={80}
        enterKeyHint="done"
      />
      <Button type="submit" tone="primary" wide>{m.join_submit()}</Button>
    </form>
  );
}
