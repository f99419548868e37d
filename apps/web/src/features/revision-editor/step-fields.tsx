import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { IconButton } from '../../ui/button.tsx';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { type DraftError, type DraftStep, dueKinds, evidenceKinds } from './draft.ts';
import type { StepChange } from './step-difference.ts';
import type { Proposal } from './use-proposals.ts';

interface StepFieldsProps {
  readonly step: DraftStep;
  readonly number: number;
  readonly change: StepChange;
  readonly first: boolean;
  readonly last: boolean;
  readonly errors: ReadonlySet<DraftError>;
  readonly proposals: readonly Proposal[];
  readonly personName: (id: string) => string;
  readonly onChange: (step: DraftStep) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDrop: () => void;
}

const dueWords = {
  at: m.desk_edit_due_at,
  hourly: m.desk_edit_due_hourly,
  'per-shift': m.desk_edit_due_shift,
  triggered: m.desk_edit_due_triggered,
} as const;
const evidenceWords = {
  photo: m.desk_edit_evidence_photo,
  number: m.desk_edit_evidence_number,
  'yes-no': m.desk_edit_evidence_yes_no,
  name: m.desk_edit_evidence_name,
} as const;

/** One step: its words in a line; when, evidence and origin unfold. */
export function StepFields({
  step,
  number,
  change,
  first,
  last,
  errors,
  proposals,
  personName,
  onChange,
  onMove,
  onDrop,
}: StepFieldsProps) {
  const wrong = errors.has(`text ${step.id}`) || errors.has(`times ${step.id}`);
  const [open, setOpen] = useState(step.zh === '');
  const summary = [
    step.due === 'at' ? step.times : dueWords[step.due](),
    ...evidenceSummary(step.evidence),
    ...(step.mandatory ? [m.desk_edit_mandatory()] : []),
  ].join(' · ');
  return (
    <li className="border-t border-line py-2.5">
      <div className="flex items-start gap-2">
        <span className="w-6 flex-none pt-1.5 text-right font-bold text-ink-3">{number}</span>
        <button
          type="button"
          aria-expanded={open || wrong}
          onClick={() => setOpen(!open)}
          className="min-h-8 min-w-0 flex-1 rounded-small px-1 py-1 text-left hover:bg-line"
        >
          {change !== 'same' && (
            <span className="mr-2">
              <Tag tone="info">{change === 'new' ? m.desk_edit_change_new() : m.desk_edit_change_changed()}</Tag>
            </span>
          )}
          <span className="font-semibold">{step.zh || m.desk_edit_step({ number })}</span>
          <span className="block text-[0.8125rem] text-ink-3">
            {summary}
            {step.from && ` · ${personName(step.from.person)}`}
          </span>
        </button>
        <div className="flex flex-none">
          <IconButton
            label={m.desk_edit_up_step({ number })}
            disabled={first}
            onClick={() => onMove(-1)}
            className="disabled:opacity-30"
          >
            <ArrowUp aria-hidden />
          </IconButton>
          <IconButton
            label={m.desk_edit_down_step({ number })}
            disabled={last}
            onClick={() => onMove(1)}
            className="disabled:opacity-30"
          >
            <ArrowDown aria-hidden />
          </IconButton>
          <IconButton label={m.desk_edit_drop_step({ number })} onClick={onDrop}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      </div>
      {(open || wrong) && (
        <div className="mt-2 grid gap-3 pl-8 md:grid-cols-2">
          <TextField
            className="md:col-span-2"
            label={m.desk_edit_step_zh()}
            value={step.zh}
            maxLength={400}
            onChange={(event) => onChange({ ...step, zh: event.currentTarget.value })}
            error={errors.has(`text ${step.id}`) ? m.desk_edit_error_text() : undefined}
          />
          <TextField
            className="md:col-span-2"
            label={m.desk_edit_step_en()}
            value={step.en}
            maxLength={800}
            onChange={(event) => onChange({ ...step, en: event.currentTarget.value })}
          />
          <SelectField
            label={m.desk_edit_due()}
            value={step.due}
            options={dueKinds.map((value) => ({ value, label: dueWords[value]() }))}
            onChange={(value) => onChange({ ...step, due: dueKinds.find((each) => each === value) ?? step.due })}
          />
          {step.due === 'at' && (
            <TextField
              label={m.desk_edit_due_times()}
              value={step.times}
              onChange={(event) => onChange({ ...step, times: event.currentTarget.value })}
              error={errors.has(`times ${step.id}`) ? m.desk_edit_error_times() : undefined}
            />
          )}
          <CheckList
            label={m.desk_edit_evidence()}
            options={evidenceKinds.map((value) => ({ value, label: evidenceWords[value]() }))}
            value={step.evidence}
            onChange={(value) => onChange({ ...step, evidence: chosenEvidence(step.evidence, value) })}
          />
          <SelectField
            label={m.desk_edit_from()}
            value={step.from?.item ?? ''}
            options={[
              { value: '', label: m.desk_edit_from_none() },
              ...proposals.map((each) => ({
                value: each.item,
                label: m.desk_edit_from_item({ person: personName(each.person), text: each.text.slice(0, 40) }),
              })),
            ]}
            onChange={(item) => {
              const { from: _, ...rest } = step;
              const proposal = proposals.find((each) => each.item === item);
              onChange(proposal ? { ...rest, from: { item, person: proposal.person } } : rest);
            }}
          />
          <CheckField
            label={m.desk_edit_mandatory()}
            checked={step.mandatory}
            onChange={(mandatory) => onChange({ ...step, mandatory })}
          />
        </div>
      )}
    </li>
  );
}

type Evidence = DraftStep['evidence'];

/** A number may be asked twice: `number ×2`. */
function evidenceSummary(evidence: Evidence): readonly string[] {
  if (evidence.length === 0) return [m.desk_edit_evidence_none()];
  return [...new Set(evidence)].map((kind) => {
    const times = evidence.filter((each) => each === kind).length;
    return times > 1 ? `${evidenceWords[kind]()} ×${times}` : evidenceWords[kind]();
  });
}

/** Ticks and unticks kinds; one that was asked twice stays so while it is ticked. */
function chosenEvidence(before: Evidence, value: readonly string[]): Evidence {
  return evidenceKinds
    .filter((kind) => value.includes(kind))
    .flatMap((kind) => (before.includes(kind) ? before.filter((each) => each === kind) : [kind]));
}
