import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { languageNames, locales, useLocale } from '../../ui/locale.ts';
import type { Channel } from './channel-words.ts';

/** A group bot: its address goes in and is never shown again. */
export function BotForm({ bot, onSaved }: { readonly bot: Channel | undefined; readonly onSaved: () => void }) {
  const current = useLocale();
  const [name, setName] = useState(bot?.name ?? '');
  const [secret, setSecret] = useState('');
  const [enabled, setEnabled] = useState(bot?.enabled ?? true);
  const [locale, setLocale] = useState(bot?.locale ?? current);
  const [tried, setTried] = useState(false);
  const save = useMutation(api.channels.save.mutationOptions());
  const noSecret = secret.trim() === '' ? !bot?.secretSet : secret.trim().length < 8;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || noSecret) return;
    const draft = {
      kind: 'wecom',
      name: name.trim(),
      enabled,
      locale,
      ...(bot ? { id: bot.id } : {}),
      ...(secret.trim() ? { secret: secret.trim() } : {}),
    } as const;
    void attempt(() => save.mutateAsync(draft)).then((done) => done && onSaved());
  };
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <TextField
        label={m.desk_channel_name()}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' ? m.desk_channel_name_bad() : undefined}
      />
      <TextField
        label={m.desk_channel_secret()}
        hint={bot?.secretSet ? m.desk_channel_secret_keep() : m.desk_channel_secret_hint()}
        type="password"
        autoComplete="off"
        value={secret}
        maxLength={300}
        onChange={(event) => setSecret(event.currentTarget.value)}
        error={tried && noSecret ? m.desk_channel_secret_bad() : undefined}
      />
      <SelectField
        label={m.desk_channel_locale()}
        value={locale}
        options={locales.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(value) => setLocale(locales.find((each) => each === value) ?? locale)}
      />
      <CheckField label={m.desk_channel_enabled()} checked={enabled} onChange={setEnabled} />
      <Button tone="primary" type="submit" className="justify-self-start" disabled={save.isPending}>
        {m.desk_save()}
      </Button>
    </form>
  );
}
