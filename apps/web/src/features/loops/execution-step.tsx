import { m } from '../../paraglide/messages.js';
import { formatRate } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { blameSentence, executionOf, executionSentence, overall } from './execution.ts';
import { Step, type StepParts } from './step.tsx';

/** How much of what was due was done on time with evidence, per day; and whether plan or execution is to blame. */
export function ExecutionStep({ revision, insight, metricName }: StepParts) {
  const locale = useLocale();
  const current = revision?.id ?? insight?.revision;
  const run = executionOf(insight?.execution ?? [], current ?? '');
  const beforeRevision = insight?.execution.findLast((day) => day.revision !== current)?.revision;
  const effect = insight?.effects[0];
  const blame = blameSentence({
    before: beforeRevision ? overall(executionOf(insight?.execution ?? [], beforeRevision)) : undefined,
    latest: run.days.at(-1)?.rate,
    metric: metricName(effect?.metric ?? ''),
    value: effect?.before.rate,
    low: effect?.difference !== undefined && effect.grade !== 'D' && effect.difference.low > 0,
    locale,
  });
  return (
    <Step
      number={6}
      title={m.desk_loop_step_execution()}
      note={run.days.length > 0 ? m.desk_loop_execution_days({ count: run.days.length }) : undefined}
      done={run.days.length > 0}
    >
      <p>{!current ? m.desk_loop_later() : insight ? executionSentence(run, locale) : m.desk_loading()}</p>
      {run.days.length > 0 && (
        <ol className="flex h-14 items-end gap-1" aria-label={m.desk_loop_step_execution()}>
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
      )}
      {blame && <p className="font-semibold text-ink">{blame}</p>}
      {run.silent > 0 && (
        <p className="text-[0.8125rem] text-ink-3">{m.desk_loop_execution_silent({ count: run.silent })}</p>
      )}
      {run.triggered > 0 && (
        <p className="text-[0.8125rem] text-ink-3">{m.desk_loop_execution_triggered({ count: run.triggered })}</p>
      )}
    </Step>
  );
}
