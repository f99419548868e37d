import { CircleCheck, FileSearch, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import type { WaitingFileReport } from '../../runtime/waiting-file/bring-waiting-file.ts';
import { formatDayClock } from '../../ui/desk-format/instants.ts';
import { formatCount } from '../../ui/desk-format/numbers.ts';
import { factName } from '../../ui/fact-name.ts';
import { List, ListRow } from '../../ui/list-row.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Notice } from '../../ui/state.tsx';
import { fateWords, newIn } from './bring-words.ts';

interface ReportViewProps {
  readonly report: WaitingFileReport;
  readonly zone: string;
  readonly siteName: (id: string) => string;
  /** What can be done now. */
  readonly children: ReactNode;
}

/** Whose entries a file holds, from when, and what became of them, or would. */
export function ReportView({ report, zone, siteName, children }: ReportViewProps) {
  const locale = useLocale();
  const { taken, person, counts, sites, first, last, part, parts, photos, listed } = report;
  const when = (at: number) => formatDayClock(at, zone, locale);
  const fresh = newIn(counts);
  const facts: readonly (readonly [string, ReactNode] | false)[] = [
    [m.bring_whose(), person.name],
    first !== undefined && last !== undefined && [m.bring_when(), when(first) === when(last) ? when(first) : `${when(first)} – ${when(last)}`],
    sites.length > 0 && [m.bring_where(), sites.map(siteName).join(locale === 'en' ? ', ' : '、')],
    [m.bring_exported(), when(report.exportedAt)],
  ];
  const numbers: readonly (readonly [string, number, string?])[] = [
    [m.bring_count_new(), fresh - counts.quarantined, 'text-good'],
    [m.bring_count_there(), counts.there],
    [m.bring_count_held(), counts.quarantined, 'text-attention'],
    [m.bring_count_refused(), counts.refused, 'text-attention'],
    [m.bring_count_damaged(), counts.damaged, 'text-critical'],
    [m.bring_count_missing(), counts.missing, 'text-critical'],
  ];
  const notes = [
    parts > 1 && m.bring_part({ part, parts }),
    counts.quarantined > 0 && m.bring_help_held(),
    counts.refused > 0 && m.bring_help_refused(),
    counts.damaged + counts.missing > 0 && m.bring_help_damaged(),
    photos > 0 && m.bring_photos({ n: photos }),
  ].filter((note) => note !== false);
  return (
    <div className="grid max-w-[44rem] gap-5">
      <div role="status"><Headline taken={taken} fresh={fresh} /></div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {facts.filter((row) => row !== false).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="border-y border-line">
        {numbers.filter(([, n], index) => n > 0 || index < 2).map(([name, n, tone = '']) => (
          <div key={name} className="flex min-h-11 items-center justify-between gap-4 border-line not-first:border-t">
            <dt className="text-ink-2">{name}</dt>
            <dd className={`text-l font-bold ${n > 0 ? tone : 'text-ink-3'}`}>{formatCount(n, locale)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">{children}</div>
      {notes.length > 0 && (
        <Notice icon={<Info aria-hidden />}>
          <ul className="grid gap-1.5">{notes.map((note) => <li key={note}>{note}</li>)}</ul>
        </Notice>
      )}
      {listed.length > 0 && (
        <section aria-label={m.bring_list()}>
          <h2 className="section-title">{m.bring_list()}</h2>
          <List label={m.bring_list()}>
            {listed.map(({ seq, line, name, scope, at, state, reason }, index) => (
              <ListRow
                key={`${seq ?? ''}-${line ?? ''}-${index}`}
                title={name === undefined ? (line === undefined ? `#${seq ?? ''}` : m.bring_line({ n: line })) : (factName(name) ?? name)}
                meta={[at !== undefined && when(at), scope?.startsWith('site:') && siteName(scope.slice('site:'.length))].filter(Boolean).join(' · ') || undefined}
                trailing={<span className="text-s text-ink-2">{fateWords({ state, reason })}</span>}
              />
            ))}
          </List>
        </section>
      )}
    </div>
  );
}

function Headline({ taken, fresh }: { readonly taken: boolean; readonly fresh: number }) {
  const [Icon, title, note] = taken
    ? [CircleCheck, m.bring_done(), undefined]
    : fresh > 0 ? [FileSearch, m.bring_preview(), m.bring_preview_note()] : [Info, m.bring_nothing(), m.bring_nothing_note()];
  return (
    <Notice tone={taken || fresh === 0 ? 'info' : 'attention'} icon={<Icon aria-hidden />}>
      <p className="font-semibold">{title}</p>
      {note && <p>{note}</p>}
    </Notice>
  );
}
