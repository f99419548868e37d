import type { StepRun } from '@fieldloop/domain/records/step-run';
import { m } from '../../paraglide/messages.js';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { Pill } from '../../ui/pill.tsx';
import { minuteClock } from '../../ui/site-time.ts';
import type { StepStanding } from './due.ts';
import { evidenceWords, scheduleWords } from './words.ts';
import './sop.css';

interface StepRowProps {
  readonly standing: StepStanding;
  readonly zone: string;
  readonly runs: readonly StepRun[];
  readonly nameOf: (person: string) => string;
  readonly onOpen: () => void;
}

/** One step: its number, what to do, when, with what evidence, and the last answer. */
export function StepRow({ standing: { step, done, due, now }, zone, runs, nameOf, onOpen }: StepRowProps) {
  const locale = useLocale();
  const answers = Object.values(runs.find((run) => run.step === step.id)?.answers ?? {});
  const last = answers.toSorted((a, b) => b.value.at - a.value.at)[0];
  const answered = last && (last.value.done ? m.sop_answered : m.sop_answered_no)({ time: formatClock(last.value.at, zone, locale), name: nameOf(last.by) });
  const when = now ? (now.overdue ? m.sop_overdue({ time: minuteClock(now.dueBy) }) : m.sop_due_by({ time: minuteClock(now.dueBy) })) : scheduleWords(step);
  return (
    <li className="list-item">
      <button type="button" className="step" onClick={onOpen}>
        <span className="step-number" data-done={due > 0 && done >= due} aria-hidden>{step.number}</span>
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">
            {step.change && <span className="step-mark">{step.change === 'new' ? m.sop_new() : m.sop_changed()}</span>}
            {phraseText(step.text, locale)}
          </span>
          <span className="mt-0.5 block text-s text-ink-3">
            {[when, evidenceWords(step), step.mandatory && m.sop_mandatory(), step.from && nameOf(step.from.person) && m.sop_from({ name: nameOf(step.from.person) })].filter(Boolean).join(' · ')}
          </span>
          {answered && <span className="mt-0.5 block text-s text-accent">{answered}</span>}
        </span>
        <Pill tone={due > 0 && done >= due ? 'good' : now?.overdue ? 'attention' : 'neutral'}>{due > 0 ? m.sop_step_count({ done: Math.min(done, due), due }) : m.sop_times({ n: done })}</Pill>
      </button>
    </li>
  );
}
