import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { TextArea } from '../../ui/field.tsx';
import { type Outcome, outcomeWords, outcomes } from './loop-state.ts';
import { Step, type StepParts } from './step.tsx';

/** What came of it and what will be done next time; writing it closes the loop. */
export function LearnedStep({ loop, when, directory }: StepParts) {
  const may = useMay('loop-closed');
  const { closed } = loop;
  if (!closed) {
    return (
      <Step number={7} title={m.desk_loop_step_learned()} done={false}>
        {may ? <CloseForm id={loop.id} sites={loop.sites} /> : <p>{m.desk_loop_learned_none()}</p>}
      </Step>
    );
  }
  return (
    <Step number={7} title={m.desk_loop_step_learned()} note={when(closed.at)} done>
      <p className="whitespace-pre-line">{closed.learned ?? m.desk_none()}</p>
      <p className="text-[0.8125rem] text-ink-3">{`${outcomeWords(closed.outcome)} · ${directory.personName(closed.by)}`}</p>
    </Step>
  );
}

function CloseForm({ id, sites }: { readonly id: string; readonly sites: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const [learned, setLearned] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('helped');
  if (!open) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p className="mr-auto">{m.desk_loop_learned_none()}</p>
        <Button onClick={() => setOpen(true)}>{m.desk_loop_close()}</Button>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = learned.trim();
    void attempt(() =>
      write('loop-closed', { loop: id, sites: [...sites], outcome, ...(text ? { learned: text } : {}) }),
    );
  };
  return (
    <form onSubmit={submit} className="mt-1 grid gap-3 text-ink">
      <Chips
        label={m.desk_loop_close_outcome()}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: outcomeWords(value) }))}
      />
      <TextArea
        label={m.desk_loop_learned_title()}
        hint={m.desk_loop_learned_hint()}
        value={learned}
        maxLength={2_000}
        onChange={(event) => setLearned(event.currentTarget.value)}
      />
      <Button tone="primary" type="submit" className="justify-self-start">
        {m.desk_loop_close()}
      </Button>
    </form>
  );
}
