import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { Plus } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { Tag } from '../../ui/desk/tag.tsx';
import { type DraftError, type DraftStep, type RevisionDraft, draftFrom, emptyStep, moved, stepsOf } from './draft.ts';
import { stepDifference } from './step-difference.ts';
import { StepFields } from './step-fields.tsx';
import type { Proposal } from './use-proposals.ts';

interface StepListProps {
  readonly draft: RevisionDraft;
  readonly base: readonly RevisionStep[];
  readonly errors: ReadonlySet<DraftError>;
  readonly proposals: readonly Proposal[];
  readonly directory: Directory;
  readonly onChange: (draft: RevisionDraft) => void;
}

/** The steps in order; each can be edited, moved, dropped, and a dropped one brought back. */
export function StepList({ draft, base, errors, proposals, directory, onChange }: StepListProps) {
  const locale = useLocale();
  const { changes, removed } = stepDifference(base, stepsOf(draft));
  const set = (steps: readonly DraftStep[]) => onChange({ ...draft, steps: [...steps] });
  const restore = (step: RevisionStep) => set([...draft.steps, ...draftFrom([step], [], '').steps]);
  return (
    <section className="desk-card" aria-label={m.desk_edit_steps()}>
      <h2 className="desk-card-title mb-1">{m.desk_edit_steps()}</h2>
      {errors.has('steps') && (
        <p role="alert" className="field-error">
          {m.desk_edit_error_steps()}
        </p>
      )}
      <ol>
        {draft.steps.map((step, index) => (
          <StepFields
            key={step.id}
            step={step}
            number={index + 1}
            change={changes.get(step.id) ?? 'new'}
            first={index === 0}
            last={index === draft.steps.length - 1}
            errors={errors}
            proposals={proposals}
            personName={directory.personName}
            onChange={(next) => set(draft.steps.map((each) => (each.id === step.id ? next : each)))}
            onMove={(by) => set(moved(draft.steps, index, by))}
            onDrop={() => set(draft.steps.filter((each) => each.id !== step.id))}
          />
        ))}
      </ol>
      {removed.length > 0 && (
        <ul className="border-t border-line pt-2">
          {removed.map((step) => (
            <li key={step.id} className="flex flex-wrap items-center gap-2 py-1">
              <Tag tone="neutral">{m.desk_edit_change_removed()}</Tag>
              <span className="min-w-0 flex-1 text-ink-3 line-through">{localText(step.text, locale)}</span>
              <Button tone="quiet" onClick={() => restore(step)}>
                {m.desk_edit_restore()}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button
        className="mt-3"
        icon={<Plus aria-hidden />}
        onClick={() => set([...draft.steps, emptyStep(`step-${crypto.randomUUID().slice(0, 13)}`)])}
      >
        {m.desk_edit_add()}
      </Button>
    </section>
  );
}
