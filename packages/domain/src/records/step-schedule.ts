import type { RevisionStep, StepSchedule } from '../facts/revision-step.ts';
import type { StepAnswer, StepRun } from './step-run.ts';

/** A step is on time when it was done no later than this after it was due. */
export const graceMinutes = 30;

/** One due time of a site day. `dueBy` is a minute after site-local midnight, grace not included. */
export interface DueSlot {
  readonly slot: string;
  readonly dueBy: number;
}

interface Hours {
  /** Minutes after site-local midnight. */
  readonly opens: number;
  readonly closes: number;
}

/**
 * When a step is due on a site day: an hourly step once in each opening hour, by its end; a step per shift once
 * by the middle of the day and once by closing; a triggered step never.
 */
export function dueSlots(schedule: StepSchedule, { opens, closes }: Hours): readonly DueSlot[] {
  switch (schedule.kind) {
    case 'at':
      return schedule.minutes.map((minute) => ({ slot: String(minute), dueBy: minute }));
    case 'hourly': {
      const hours = Math.max(0, Math.ceil((closes - opens) / 60));
      return Array.from({ length: hours }, (_, hour) => {
        const start = opens + hour * 60;
        return { slot: String(start), dueBy: Math.min(start + 60, closes) };
      });
    }
    case 'per-shift':
      return [{ slot: 'early', dueBy: Math.round((opens + closes) / 2) }, { slot: 'late', dueBy: closes }];
    case 'triggered':
      return [];
  }
}

/** Does the answer bring everything that the step asks for? */
export function hasEvidence(step: Pick<RevisionStep, 'evidence'>, answer: StepAnswer): boolean {
  const { photos = [], numbers = [], yes, name = '' } = answer.evidence ?? {};
  const asked = (kind: RevisionStep['evidence'][number]): number => step.evidence.filter((each) => each === kind).length;
  return (
    photos.length >= asked('photo') &&
    numbers.length >= asked('number') &&
    (asked('yes-no') === 0 || yes !== undefined) &&
    (asked('name') === 0 || name !== '')
  );
}

export interface Execution {
  readonly step: string;
  readonly done: number;
  readonly due: number;
  /** Answers of a triggered step, which is never due. */
  readonly triggered: number;
}

/**
 * How a revision was carried out on one site day: per step, done on time with evidence out of due.
 * `midnight` is the instant of site-local midnight of that day, `runs` that day's runs of the same revision.
 */
export function executionOf(
  steps: readonly RevisionStep[],
  runs: readonly StepRun[],
  hours: Hours,
  midnight: number,
): readonly Execution[] {
  return steps.map((step) => {
    const slots = dueSlots(step.schedule, hours);
    const answers = runs.find((run) => run.step === step.id)?.answers ?? {};
    const done = slots.filter(({ slot, dueBy }) => {
      const answer = answers[slot]?.value;
      if (answer === undefined || !answer.done || !hasEvidence(step, answer)) return false;
      return answer.at <= midnight + (dueBy + graceMinutes) * 60_000;
    });
    const triggered = slots.length === 0 ? Object.values(answers).filter(({ value }) => value.done).length : 0;
    return { step: step.id, done: done.length, due: slots.length, triggered };
  });
}
