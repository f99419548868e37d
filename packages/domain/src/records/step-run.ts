import type { RevisionRef } from '../facts/fact.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Field } from './define-record.ts';
import { defineRecord, setField } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

export interface StepAnswer {
  readonly done: boolean;
  readonly at: number;
  readonly evidence?: Payloads['step-completed']['evidence'];
  readonly note?: string | undefined;
}

/** One step of one revision on one site day: an answer for each of its due times, the last writer of each wins. */
export interface StepRun {
  readonly day: string;
  readonly revision: RevisionRef;
  readonly step: string;
  readonly answers: Readonly<Record<string, Field<StepAnswer>>>;
}

export const stepRunRecord = defineRecord<StepRun>({
  kind: 'step-run',
  folds: {
    'step-completed': (run, { payload: { day, revision, step, slot, done, evidence, note } }, context) => ({
      day, revision, step,
      answers: {
        ...run?.answers,
        [slot]: setField(run?.answers[slot], { done, at: context.at, evidence, note }, context),
      },
    }),
  } satisfies FoldsOf<StepRun>,
});
