import { m } from '../../paraglide/messages.js';
import { useMay } from '../../runtime/react/use-may.ts';
import { formatDuration } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { DecisionForm } from './decision-form.tsx';
import { Step, type StepParts } from './step.tsx';

/** What will be done, by whom decided, and how long it took. */
export function DecisionStep({ loop, directory, when, insight }: StepParts) {
  const locale = useLocale();
  const may = useMay('loop-decided');
  const { decision } = loop;
  if (!decision) {
    return (
      <Step number={2} title={m.desk_loop_step_decision()} done={false}>
        {loop.closed || !may ? <p>{m.desk_loop_decide_empty()}</p> : <DecisionForm loop={loop} />}
      </Step>
    );
  }
  const since = insight?.legs.signalAt ?? loop.openedAt;
  const note = m.desk_loop_after({ time: when(decision.at), duration: formatDuration(decision.at - since, locale) });
  return (
    <Step number={2} title={m.desk_loop_step_decision()} note={note} done>
      <p className="whitespace-pre-line">{decision.text}</p>
      {decision.reason && <p>{decision.reason}</p>}
      <p className="text-[0.8125rem] text-ink-3">{directory.personName(decision.by)}</p>
    </Step>
  );
}
