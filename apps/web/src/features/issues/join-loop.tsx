import { useNavigate } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useIdentity, useRecords } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { useLocale } from '../../ui/locale.ts';
import type { ListedItem } from './issue-list.ts';

/** Makes an item a signal: of a loop that is open, or of a new one. */
export function JoinLoop({ listed: { site, item } }: { readonly listed: ListedItem }) {
  const navigate = useNavigate();
  const directory = useDirectory(useLocale());
  const me = useIdentity()?.person.id;
  const may = useMay('loop-opened');
  const loops = useRecords('desk', 'loop', ({ status }) => status.value !== 'closed').value ?? [];
  const signal = { kind: 'item', site, id: item.id } as const;

  const join = (id: string) => {
    const loop = loops.find((each) => each.id === id);
    if (loop) void attempt(() => write('signal-joined', { loop: id, sites: [...loop.sites], signal }));
  };
  const open = () =>
    void attempt(async () => {
      const loop = `loop-${crypto.randomUUID()}`;
      const plan = directory.site(site)?.plan;
      const title = `${directory.siteName(site)} · ${item.title?.value ?? item.text.value}`.slice(0, 200);
      await write('loop-opened', {
        loop,
        title,
        mode: 'ordinary',
        sites: [site],
        signals: [signal],
        ...(plan ? { plan } : {}),
        ...(me ? { owner: me } : {}),
      });
      navigate({ to: '/desk/loops/$loop', params: { loop } });
    });

  if (!may) return null;
  return (
    <div className="flex flex-wrap items-end gap-2">
      {loops.length > 0 && (
        <SelectField
          label={m.desk_issue_join()}
          value=""
          className="min-w-0 flex-1"
          options={[
            { value: '', label: m.desk_issue_join_choose() },
            ...loops.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={join}
        />
      )}
      <Button onClick={open}>{m.desk_now_open_loop()}</Button>
    </div>
  );
}
