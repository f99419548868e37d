import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { askFirst } from '../../ui/desk/ask-first.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { Card, PageHead } from '../../ui/desk/page-head.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { NewKey } from './new-key.tsx';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.admin.keys.list.queryKey() });

/** Keys of sensors and tills: shown once when made, revocable at any time. */
export function KeysPage({ tabs }: { readonly tabs: ReactNode }) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const [adding, setAdding] = useState(false);
  const asked = useQuery(api.admin.keys.list.queryOptions());
  const revoke = useMutation(api.admin.keys.revoke.mutationOptions({ onSuccess: refresh }));
  const zone = directory.sites[0]?.timeZone ?? 'UTC';
  const when = (at: number | undefined) =>
    at === undefined ? m.desk_key_never() : formatMoment(at, serverNow(), zone, locale);
  const revokeOnce = async ({ id, name }: { readonly id: string; readonly name: string }) => {
    const question = { title: m.desk_key_revoke_ask({ name }), note: m.desk_key_revoke_note(), confirm: m.desk_key_revoke() };
    if (await askFirst(question)) await attempt(() => revoke.mutateAsync({ id }));
  };
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead
        title={m.desk_key_title()}
        sub={m.desk_key_sub()}
        actions={
          // Whoever may not see them may not make one either.
          asked.data && (
            <Button tone="primary" onClick={() => setAdding(true)}>
              {m.desk_key_new()}
            </Button>
          )
        }
      />
      {tabs}
      <Answer of={asked} rows={3}>
        {(keys) => (
          <Card label={m.desk_key_title()}>
            {keys.length === 0 ? (
              <p className="text-ink-3">{m.desk_key_none()}</p>
            ) : (
              <DataTable
                label={m.desk_key_title()}
                rows={keys}
                keyOf={({ id }) => id}
                faint={({ revokedAt }) => revokedAt !== undefined}
                columns={[
                  { title: m.desk_key_col_name(), cell: ({ name }) => name },
                  {
                    title: m.desk_key_col_sites(),
                    words: true,
                    cell: ({ sites }) =>
                      sites.length === 0 ? m.desk_all_sites() : listOf(sites.map(directory.siteName), locale),
                  },
                  { title: m.desk_key_col_created(), cell: ({ createdAt }) => when(createdAt) },
                  { title: m.desk_key_col_used(), cell: ({ lastUsedAt }) => when(lastUsedAt) },
                  {
                    title: m.desk_key_revoke(),
                    actions: true,
                    cell: (key) =>
                      key.revokedAt === undefined ? (
                        <Button tone="quiet" onClick={() => void revokeOnce(key)}>
                          {m.desk_key_revoke()}
                        </Button>
                      ) : (
                        m.desk_key_revoked()
                      ),
                  },
                ]}
              />
            )}
          </Card>
        )}
      </Answer>
      {adding && (
        <SidePanel title={m.desk_key_new()} onClose={() => setAdding(false)}>
          <NewKey directory={directory} onCreated={() => void refresh()} />
        </SidePanel>
      )}
    </main>
  );
}
