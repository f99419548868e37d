import type { Loop } from '@fieldloop/domain/records/loop';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { TextArea, TextField } from '../../ui/field.tsx';

type Answer = NonNullable<Loop['decision']>['answer'];

/** Writes the decision; doing nothing needs a reason. */
export function DecisionForm({ loop }: { readonly loop: Loop }) {
  const [decision, setDecision] = useState('');
  const [answer, setAnswer] = useState<Answer>('revision');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lacking = { decision: decision.trim() === '', reason: answer === 'no-action' && reason.trim() === '' };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacking.decision || lacking.reason) return;
    const given = reason.trim();
    void attempt(() =>
      write('loop-decided', {
        loop: loop.id,
        sites: [...loop.sites],
        decision: decision.trim(),
        answer,
        ...(answer === 'no-action' && given ? { reason: given } : {}),
      }),
    );
  };
  return (
    <form onSubmit={submit} className="mt-1 grid gap-3 text-ink">
      <TextArea
        label={m.desk_loop_decide_title()}
        hint={m.desk_loop_decide_hint()}
        value={decision}
        maxLength={2_000}
        onChange={(event) => setDecision(event.currentTarget.value)}
        error={tried && lacking.decision ? m.desk_loop_decide_needed() : undefined}
      />
      <Chips
        label={m.desk_loop_decide_answer()}
        value={answer}
        onChange={setAnswer}
        options={[
          { value: 'revision', label: m.desk_loop_answer_revision() },
          { value: 'on-site', label: m.desk_loop_answer_on_site() },
          { value: 'no-action', label: m.desk_loop_answer_no_action() },
        ]}
      />
      {answer === 'no-action' && (
        <TextField
          label={m.desk_loop_decide_reason()}
          value={reason}
          maxLength={2_000}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && lacking.reason ? m.desk_loop_reason_needed() : undefined}
        />
      )}
      <Button tone="primary" type="submit" className="justify-self-start">
        {m.desk_loop_decide_submit()}
      </Button>
    </form>
  );
}
