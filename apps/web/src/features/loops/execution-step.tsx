import { m } from '../../paraglide/messages.js';
import { inSentence } from '../../ui/desk-format/local-text.ts';
import { formatRate } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { type ExecutionRun, blameSentence, executionOf, executionSentence, overall } from './execution.ts';
import { Step, type StepParts } from './step.tsx';

/** How much of what was due was done on time with evidence, per day; and whether plan or execution is to blame. */
export function ExecutionStep({ loop, revision, insight, directory, metricName }: StepParts) {
  const locale = useLocale();
  const current = revision?.id ?? insight?.revision;
  const days = insight?.execution ?? [];
  const runs = loop.sites
    .map((site) => ({ site, run: executionOf(days, current ?? '', site) }))
    .filter(({ run }) => run.days.length > 0);
  const effect = insight?.effects[0];
  const measured = effect?.site ?? loop.sites[0] ?? '';
  const beforeRevision = days.findLast(({ site, revision: each }) => site === measured && each !== current)?.revision;
  const blame = blameSentence({
    before: beforeRevision ? overall(executionOf(days, beforeRevision, measured)) : undefined,
    latest: runs.find(({ site }) => site === measured)?.run.days.at(-1)?.rate,
    metric: inSentence(metricName(effect?.metric ?? ''), locale),
    value: effect?.before.rate,
    low: effect?.difference !== undefined && effect.grade !== 'D' && effect.difference.low > 0,
    locale,
  });
  const longest = Math.max(0, ...runs.map(({ run }) => run.days.length));
  return (
    <Step
      number={6}
      title={m.desk_loop_step_execution()}
      note={longest > 0 ? m.desk_loop_execution_days({ count: longest }) : undefined}
      done={longest > 0}
    >
      {runs.length === 0 && (
        <p>{!current ? m.desk_loop_later() : insight ? m.desk_loop_execution_none() : m.desk_loading()}</p>
      )}
      {runs.map(({ site, run }) => (
        <SiteRun key={site} name={runs.length > 1 ? directory.siteName(site) : undefined} run={run} />
      ))}
      {blame && <p className="font-semibold text-ink">{blame}</p>}
    </Step>
  );
}

function SiteRun({ name, run }: { readonly name: string | undefined; readonly run: ExecutionRun }) {
  const locale = useLocale();
  const sentence = executionSentence(run, locale);
  const apart = [
    ...(run.silent > 0 ? [m.desk_loop_execution_silent({ count: run.silent })] : []),
    ...(run.triggered > 0 ? [m.desk_loop_execution_triggered({ count: run.triggered })] : []),
  ];
  return (
    <>
      <p>{name ? m.desk_loop_execution_at({ site: name, sentence }) : sentence}</p>
      <ol className="flex h-14 items-end gap-1" aria-label={name ?? m.desk_loop_step_execution()}>
        {run.days.map((day) => (
          <li
            key={day.day}
            title={`${day.day} · ${day.done}/${day.due} · ${formatRate(day.rate, locale, 0)}`}
            className="min-w-1.5 flex-1 rounded-t-[3px] bg-accent"
            style={{ height: `${Math.max(4, day.rate * 100)}%`, opacity: day.rate < 0.9 ? 0.45 : 1 }}
          >
            <span className="sr-only">{`${day.day} ${day.done}/${day.due}`}</span>
          </li>
        ))}
      </ol>
      {apart.length > 0 && <p className="text-[0.8125rem] text-ink-3">{apart.join(' ')}</p>}
    </>
  );
}
