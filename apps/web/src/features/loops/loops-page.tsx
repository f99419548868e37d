import { Link } from '../../ui/navigation.tsx';
import { RefreshCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { Scroll } from '../../ui/desk/scroll.tsx';
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
          <Scroll label={m.desk_loop_title()}>
            <table className="desk-table [&_:is(td,th):first-child]:pl-4 [&_:is(td,th):last-child]:pr-4">
              <thead>
                <tr>
                  <th scope="col">{m.desk_loop_col_title()}</th>
                  <th scope="col" className="words">
                    {m.desk_loop_col_state()}
                  </th>
                  <th scope="col" className="words max-md:hidden">
                    {m.desk_site()}
                  </th>
                  <th scope="col" className="max-md:hidden">
                    {m.desk_loop_col_opened()}
                  </th>
                  <th scope="col" className="max-md:hidden">
                    {m.desk_loop_col_to_decision()}
                  </th>
                  <th scope="col" className="max-md:hidden">
                    {m.desk_loop_col_to_force()}
                  </th>
                  <th scope="col">{m.desk_loop_col_outcome()}</th>
                </tr>
              </thead>
              <tbody>
                {loops.map((loop) => {
                  const state = loopStateWords(loopState(loop));
                  const zone = directory.site(loop.sites[0] ?? '')?.timeZone ?? 'UTC';
                  const force = loop.inForce[0]?.from;
                  return (
                    <tr key={loop.id} data-linked>
                      <th scope="row" className="min-w-40">
                        <Link
                          to="/desk/loops/$loop"
                          params={{ loop: loop.id }}
                          className="inline-flex min-h-7 items-center font-semibold text-ink underline-offset-4 hover:underline pointer-coarse:min-h-11"
                        >
                          {loop.title}
                        </Link>
                      </th>
                      <td className="words">
                        <Tag tone={state.tone}>{state.words}</Tag>
                      </td>
                      <td className="words text-ink-2 max-md:hidden">
                        {listOf(loop.sites.map(directory.siteName), locale)}
                      </td>
                      <td className="whitespace-nowrap text-ink-2 max-md:hidden">
                        {formatMoment(loop.openedAt, serverNow(), zone, locale)}
                      </td>
                      <td className="max-md:hidden">
                        {loop.decision ? formatLeg(loop.decision.at - loop.openedAt, locale) : m.desk_none()}
                      </td>
                      <td className="max-md:hidden">
                        {loop.decision && force
                          ? formatLeg(Math.max(0, force - loop.decision.at), locale)
                          : m.desk_none()}
                      </td>
                      <td>{loop.closed ? outcomeWords(loop.closed.outcome) : m.desk_none()}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        </section>
      )}
    </main>
  );
}
