import type { RecordKey, Role } from '../facts/fact.ts';
import type { Attachment, Phrase } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Fact } from '../facts/fact.ts';
import type { Field, FoldContext, Refusal } from './define-record.ts';
import { defineRecord, missing, setField, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { isStaleAtHome } from './folds-of.ts';

export type CheckStatus = 'asked' | 'passed' | 'returned';

export interface Verdict {
  readonly verdict: 'passed' | 'returned';
  readonly attempt: number;
  readonly at: number;
  readonly by: string;
  readonly evidence?: string | undefined;
  readonly photos?: readonly Attachment[] | undefined;
  readonly reason?: Payloads['check-returned']['reason'] | undefined;
  readonly proposal?: string | undefined;
}

/** A question with an owner and a verdict. Returned, it can be asked again: the next attempt. */
export interface Check {
  readonly id: string;
  readonly question: Phrase;
  readonly subject: RecordKey;
  readonly owner: { readonly role: Role; readonly person?: string | undefined };
  readonly dueAt?: number | undefined;
  readonly note?: string | undefined;
  readonly status: Field<CheckStatus>;
  readonly attempt: number;
  readonly asked: readonly { readonly at: number; readonly by: string }[];
  readonly verdicts: readonly Verdict[];
}

/** Where each status may go. */
export const checkTransitions = {
  asked: ['passed', 'returned'],
  passed: [],
  returned: ['asked'],
} as const satisfies Record<CheckStatus, readonly CheckStatus[]>;

function mayMove(from: CheckStatus, to: CheckStatus): boolean {
  const targets: readonly CheckStatus[] = checkTransitions[from];
  return targets.includes(to);
}

function answered(
  check: Check | undefined,
  fact: Fact<Payloads['check-passed'] | Payloads['check-returned']>,
  context: FoldContext,
  verdict: Omit<Verdict, 'attempt' | 'at' | 'by'>,
): Check | Refusal {
  if (!check) return missing;
  const { role, person } = check.owner;
  if (fact.payload.as !== role || (person !== undefined && person !== context.author)) return { refused: 'not-allowed' };
  if (isStaleAtHome(check.status, fact, context)) return superseded;
  if (!mayMove(check.status.value, verdict.verdict)) return { refused: 'invalid' };
  const entry: Verdict = { ...verdict, attempt: check.attempt, at: context.at, by: context.author };
  return {
    ...check,
    status: setField<CheckStatus>(undefined, verdict.verdict, context),
    verdicts: [...check.verdicts, entry],
  };
}

export const checkRecord = defineRecord<Check>({
  kind: 'check',
  folds: {
    'check-asked': (check, { payload }, context) => {
      if (check && !mayMove(check.status.value, 'asked')) return superseded;
      const { check: id, ...question } = payload;
      return {
        ...question, id,
        status: setField<CheckStatus>(undefined, 'asked', context),
        attempt: (check?.attempt ?? 0) + 1,
        asked: [...(check?.asked ?? []), { at: context.at, by: context.author }],
        verdicts: check?.verdicts ?? [],
      };
    },
    'check-passed': (check, fact, context) =>
      answered(check, fact, context, { verdict: 'passed', evidence: fact.payload.evidence, photos: fact.payload.photos }),
    'check-returned': (check, fact, context) =>
      answered(check, fact, context, { verdict: 'returned', reason: fact.payload.reason, proposal: fact.payload.proposal }),
  } satisfies FoldsOf<Check>,
  promote: ({ status, owner, dueAt }) => ({ status: status.value, assignee: owner.person ?? owner.role, dueAt }),
});
