import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds, roles } from './fact.ts';
import { freeText, identifier, phrase, recordKey, when } from './payload.ts';

/** A question that something may not pass without: one owner answers it, with evidence. */
export const checkAsked = defineFact({
  name: 'check-asked',
  version: 1,
  home: 'desk',
  payload: z.object({
    check: identifier,
    question: phrase,
    /** The plan, revision, person or loop that it holds up. */
    subject: recordKey,
    /** Only this role answers, and only this person when one is named. */
    owner: z.object({ role: z.enum(roles), person: z.optional(identifier) }),
    dueAt: z.optional(when),
    note: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager', 'data-analyst'], fact.scope, at),
  subjects: ({ check, subject }) => [`check:${check}`, subject],
  folds: ({ payload }) => [{ scope: 'desk', kind: 'check', id: payload.check }],
  sample: {
    check: 'check-1', question: { zh: '人力红线:两周排班在每天 84 小时以内吗', en: 'Are the hours within 84 a day?' },
    subject: 'loop:loop-18', owner: { role: 'operations-manager' },
  },
});
