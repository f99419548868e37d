import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { TextField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';

/** Makes a key; its secret is shown this once. */
export function NewKey({ directory, onCreated }: { readonly directory: Directory; readonly onCreated: () => void }) {
  const [name, setName] = useState('');
  const [sites, setSites] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<string>();
  const create = useMutation(api.admin.keys.create.mutationOptions());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    void attempt(async () => {
      const { key } = await create.mutateAsync({ name: name.trim(), sites: [...sites] });
      setSecret(key);
      onCreated();
    });
  };
  if (secret) {
    return (
      <div className="grid gap-3">
        <p className="text-ink-2">{m.desk_key_show_once()}</p>
        <p className="rounded-small border border-line bg-surface p-3 font-mono text-[0.8125rem] break-all select-all">
          {secret}
        </p>
        <Button
          onClick={() =>
            void attempt(async () => {
              await navigator.clipboard.writeText(secret);
              showToast({ text: m.desk_enrol_copied() });
            })
          }
        >
          {m.desk_key_copy()}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <TextField
        label={m.desk_key_name()}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' ? m.desk_key_name_bad() : undefined}
      />
      <CheckList
        label={m.desk_key_sites()}
        options={directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) }))}
        value={sites}
        onChange={setSites}
      />
      <Button tone="primary" type="submit" className="justify-self-start" disabled={create.isPending}>
        {m.desk_key_create()}
      </Button>
    </form>
  );
}
