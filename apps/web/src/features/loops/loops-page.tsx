import type { Loop } from '@fieldloop/domain/records/loop';
import { Link } from '../../ui/navigation.tsx';
import { RefreshCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatLeg, formatMoment } from '../../ui/desk-format/instants.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { useLocale } from '../../ui/locale.ts';
import { byOpenThenNewest, loopState, loopStateWords, outcomeWords } from './loop-state.ts';
import { NewLoop } from './new-loop.tsx';

/** Every loop, what is open first, with the time its legs took. */
export function LoopsPage({ tabs }: { readonly tabs: ReactNode }) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const live = useRecords('desk', 'loop');
  const loops = [...(live.value ?? [])].sort(byOpenThenNewest);
  const closed = loops.filter((loop) => loop.closed);
  const helped = closed.filter((loop) => loop.closed?.outcome === 'helped').length;
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead
        title={m.desk_loop_title()}
        sub={
          loops.length === 0
            ? m.desk_loop_sub()
            : `${m.desk_loop_share_closed({ closed: closed.length, total: loops.length })} · ${m.desk_loop_share_helped({ helped })}`
        }
        actions={<NewLoop directory={directory} />}
      />
      {tabs}
      {live.state === 'loading' ? (
        <LoadingState label={m.desk_loading()} rows={5} />
      ) : loops.length === 0 ? (
        <ScreenState icon={<RefreshCcw />} title={m.desk_loop_none()}>
          {m.desk_loop_none_note()}
        </ScreenState>
      ) : (
        <section className="desk-card px-0 py-1.5">
          <DataTable
            label={m.desk_loop_title()}
            rows={loops}
            keyOf={({ id }) => id}
            linked
            columns={[
              {
                title: m.desk_loop_col_title(),
                cell: ({ id, title }) => (
                  <Link
                    to="/desk/loops/$loop"
                    params={{ loop: id }}
                    className="inline-flex min-h-7 min-w-40 items-center font-semibold text-ink underline-offset-4 hover:underline pointer-coarse:min-h-11"
                  >
                    {title}
                  </Link>
                ),
              },
              { title: m.desk_loop_col_state(), words: true, cell: (loop) => <LoopTag loop={loop} /> },
              {
                title: m.desk_site(),
                words: true,
                aside: true,
                cell: ({ sites }) => listOf(sites.map(directory.siteName), locale),
              },
              {
                title: m.desk_loop_col_opened(),
                aside: true,
                cell: ({ sites: [first = ''], openedAt }) =>
                  formatMoment(openedAt, serverNow(), directory.site(first)?.timeZone ?? 'UTC', locale),
              },
              {
                title: m.desk_loop_col_to_decision(),
                cell: ({ decision, openedAt }) =>
                  decision ? formatLeg(decision.at - openedAt, locale) : m.desk_none(),
              },
              {
                title: m.desk_loop_col_to_force(),
                cell: ({ decision, inForce: [force] }) =>
                  decision && force ? formatLeg(Math.max(0, force.from - decision.at), locale) : m.desk_none(),
              },
              {
                title: m.desk_loop_col_outcome(),
                cell: ({ closed: end }) => (end ? outcomeWords(end.outcome) : m.desk_none()),
              },
            ]}
          />
        </section>
      )}
    </main>
  );
}

function LoopTag({ loop }: { readonly loop: Loop }) {
  const { words, tone } = loopStateWords(loopState(loop));
  return <Tag tone={tone}>{words}</Tag>;
}
