import { useNavigate } from '../../ui/navigation.tsx';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { TextField } from '../../ui/field.tsx';

/** Opens a loop by hand, without a signal. */
export function NewLoop({ directory }: { readonly directory: Directory }) {
  const may = useMay('loop-opened');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        {m.desk_loop_new()}
      </Button>
      {open && <NewLoopPanel directory={directory} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewLoopPanel({ directory, onClose }: { readonly directory: Directory; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const me = useIdentity()?.person.id;
  const [title, setTitle] = useState('');
  // The names may arrive after the panel has opened.
  const [chosen, setSites] = useState<readonly string[]>();
  const sites = chosen ?? directory.sites.slice(0, 1).map(({ id }) => id);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '' || sites.length === 0) return;
    void attempt(async () => {
      const loop = `loop-${crypto.randomUUID()}`;
      const plan = directory.site(sites[0] ?? '')?.plan;
      await write('loop-opened', {
        loop,
        title: title.trim(),
        mode: 'ordinary',
        sites: [...sites],
        signals: [],
        ...(plan ? { plan } : {}),
        ...(me ? { owner: me } : {}),
      });
      navigate({ to: '/desk/loops/$loop', params: { loop } });
    });
  };
  return (
    <SidePanel title={m.desk_loop_new()} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={m.desk_loop_new_title()}
          hint={m.desk_loop_new_title_hint()}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={tried && title.trim() === '' ? m.desk_rule_error_title() : undefined}
        />
        <CheckList
          label={m.desk_loop_new_sites()}
          options={directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) }))}
          value={sites}
          onChange={setSites}
          error={tried && sites.length === 0 ? m.desk_rule_error_sites() : undefined}
        />
        <Button tone="primary" type="submit" className="justify-self-start">
          {m.desk_loop_new_submit()}
        </Button>
      </form>
    </SidePanel>
  );
}
