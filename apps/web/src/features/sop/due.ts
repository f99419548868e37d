import type { RevisionStep } from '@fieldloop/domain/revision-step';
import type { StepRun } from '@fieldloop/domain/records/step-run';
import { dueSlots, graceMinutes, hasEvidence } from '@fieldloop/domain/step-schedule';

/** Opening hours, minutes after site-local midnight. */
export interface Hours {
  readonly opens: number;
  readonly closes: number;
}

/** Where a step stands at a minute of the site day. */
export interface StepStanding {
  readonly step: RevisionStep;
  /** Answered so far with everything it asks for, late ones too. */
  readonly done: number;
  readonly due: number;
  /** The due time to answer next: undefined when nothing is asked for now. */
  readonly now: { readonly slot: string; readonly dueBy: number; readonly overdue: boolean } | undefined;
}

/** How long before its due time a step with a fixed time is offered, minutes. */
const offeredBefore = 90;

/** Each step at this minute: what is done and what comes next. A missed hour is let go once the next one begins. */
export function standings(steps: readonly RevisionStep[], runs: readonly StepRun[], hours: Hours, minute: number): readonly StepStanding[] {
  return steps.map((step) => {
    const answers = runs.find((run) => run.step === step.id)?.answers ?? {};
    const answered = new Set(Object.entries(answers).filter(([, { value }]) => !value.done || hasEvidence(step, value)).map(([slot]) => slot));
    const done = Object.values(answers).filter(({ value }) => value.done && hasEvidence(step, value)).length;
    const slots = dueSlots(step.schedule, hours);
    const open = slots.filter(({ slot, dueBy }, index) => !answered.has(slot) && minute >= offeredFrom(step, slots, index) && isStillAsked(step, dueBy, minute, hours));
    const next = open[0];
    return { step, done, due: slots.length, now: next && { ...next, overdue: minute > next.dueBy + graceMinutes } };
  });
}

/** Sum of done and due over the day, triggered steps left out. A slot answered twice counts once. */
export function dayTotal(all: readonly StepStanding[]): { readonly done: number; readonly due: number } {
  const scheduled = all.filter(({ due }) => due > 0);
  return {
    done: scheduled.reduce((sum, { done, due }) => sum + Math.min(done, due), 0),
    due: scheduled.reduce((sum, { due }) => sum + due, 0),
  };
}

/** What a step with evidence still lacks; empty when it can be completed. */
export function missingEvidence(step: Pick<RevisionStep, 'evidence'>, given: { readonly photos: number; readonly numbers: number; readonly yes: boolean | undefined; readonly name: string }): readonly RevisionStep['evidence'][number][] {
  const asked = (kind: RevisionStep['evidence'][number]) => step.evidence.filter((each) => each === kind).length;
  return [
    ...(given.photos < asked('photo') ? ['photo' as const] : []),
    ...(given.numbers < asked('number') ? ['number' as const] : []),
    ...(asked('yes-no') > 0 && given.yes === undefined ? ['yes-no' as const] : []),
    ...(asked('name') > 0 && given.name.trim() === '' ? ['name' as const] : []),
  ];
}

function offeredFrom(step: RevisionStep, slots: readonly { readonly dueBy: number }[], index: number): number {
  const dueBy = slots[index]?.dueBy ?? 0;
  if (step.schedule.kind === 'at') return dueBy - offeredBefore;
  if (step.schedule.kind === 'hourly') return dueBy - 60;
  return slots[index - 1]?.dueBy ?? 0;
}

// Hours pass: only the running one is asked for. A fixed time stays open until it is answered.
function isStillAsked(step: RevisionStep, dueBy: number, minute: number, { opens, closes }: Hours): boolean {
  if (step.schedule.kind === 'hourly') return minute < dueBy;
  if (step.schedule.kind === 'per-shift') return minute <= dueBy || dueBy === closes || minute < (opens + closes) / 2 + 60;
  return true;
}
