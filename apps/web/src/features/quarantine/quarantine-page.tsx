import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CheckCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { Card, PageHead } from '../../ui/desk/page-head.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { factName } from '../../ui/fact-name.ts';
import { useLocale } from '../../ui/locale.ts';
import { Link } from '../../ui/navigation.tsx';
import { ScreenState } from '../../ui/state.tsx';
import { type Held, type QuarantineSearch, siteOfHeld } from './held.ts';
import { HeldFilters } from './held-filters.tsx';
import { HeldPanel } from './held-panel.tsx';
import { reasonWords } from './reason-words.ts';

interface QuarantinePageProps {
  readonly search: QuarantineSearch;
  readonly onSearch: (search: QuarantineSearch) => void;
  readonly tabs: ReactNode;
}

const pageSize = 50;
const most = 200;

/** What phones sent and the ledger did not take: nothing of it is lost, and somebody decides what becomes of it. */
export function QuarantinePage({ search, onSearch, tabs }: QuarantinePageProps) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const [limit, setLimit] = useState(pageSize);
  const { settled, reason, site, author, device, seq } = search;
  const asked = useQuery(
    api.quarantine.list.queryOptions({ settled: settled === 'yes', reason, site, author, limit }, { placeholderData: keepPreviousData, refetchInterval: 60_000 }),
  );
  const open = device !== undefined && seq !== undefined ? { device, seq: Number(seq) } : undefined;
  const zoneOf = (held: Held) => directory.site(siteOfHeld(held) ?? '')?.timeZone ?? directory.sites[0]?.timeZone ?? 'UTC';
  const when = (held: Held, at: number) => formatMoment(at, serverNow(), zoneOf(held), locale);
  const place = (held: Held) => {
    const of = siteOfHeld(held);
    return of === undefined ? (held.scope === 'desk' ? m.desk_held_desk() : m.desk_none()) : directory.siteName(of);
  };
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={m.desk_held_title()} sub={m.desk_held_sub()} actions={<Link to="/desk/bring-in" className={buttonClass('plain')}>{m.home_bring()}</Link>} />
      {tabs}
      <HeldFilters search={search} directory={directory} onSearch={onSearch} />
      <Answer of={asked} rows={5}>
        {(rows) =>
          rows.length === 0 ? (
            <ScreenState icon={<CheckCheck />} title={settled ? m.desk_held_none_settled() : m.desk_held_none()}>
              {!settled && m.desk_held_none_note()}
            </ScreenState>
          ) : (
            <Card label={m.desk_held_title()}>
              <DataTable
                label={m.desk_held_title()}
                rows={rows}
                keyOf={(held) => `${held.device}/${held.seq}`}
                selected={(held) => held.device === open?.device && held.seq === open.seq}
                linked
                columns={[
                  {
                    title: m.desk_held_entry(),
                    cell: (held) => (
                      <button
                        type="button"
                        className="text-left font-semibold underline-offset-4 hover:underline pointer-coarse:min-h-11"
                        onClick={() => onSearch({ ...search, device: held.device, seq: String(held.seq) })}
                      >
                        {(held.name && (factName(held.name) ?? held.name)) || m.desk_held_unreadable()}
                      </button>
                    ),
                  },
                  { title: m.desk_held_reason(), words: true, cell: (held) => <OutcomeTag held={held} /> },
                  { title: m.desk_held_author(), words: true, cell: ({ author: by }) => directory.personName(by) },
                  !open && { title: m.desk_site(), words: true, cell: place },
                  { title: settled ? m.desk_held_settled_at() : m.desk_held_received(), aside: true, cell: (held) => when(held, held.settled?.at ?? held.receivedAt) },
                ]}
              />
              {rows.length === limit && limit < most && (
                <Button className="mt-3" onClick={() => setLimit(most)}>{m.desk_held_more()}</Button>
              )}
            </Card>
          )
        }
      </Answer>
      {open && (
        <HeldPanel
          key={`${open.device}/${open.seq}`}
          address={open}
          directory={directory}
          place={place}
          when={when}
          onClose={() => onSearch({ ...search, device: undefined, seq: undefined })}
        />
      )}
    </main>
  );
}

function OutcomeTag({ held: { settled, reason } }: { readonly held: Held }) {
  if (settled?.as === 'released') return <Tag tone="good">{m.desk_held_released()}</Tag>;
  if (settled) return <Tag tone="neutral">{m.desk_held_dismissed()}</Tag>;
  return <Tag tone={reason === 'parked' || reason === 'fold-failed' ? 'critical' : 'attention'}>{reasonWords(reason)}</Tag>;
}
