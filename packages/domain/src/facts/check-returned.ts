import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds, roles } from './fact.ts';
import { freeText, identifier, returnReasons } from './payload.ts';

/** The owner of a check sends it back: a reason from the list, and a proposal how it would pass. */
export const checkReturned = defineFact({
  name: 'check-returned',
  version: 1,
  home: 'desk',
  payload: z.object({
    check: identifier,
    as: z.enum(roles),
    reason: z.enum(returnReasons),
    proposal: freeText.check(z.minLength(1)),
    note: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => actor.kind === 'person' && holds(actor, [fact.payload.as], fact.scope, at),
  subjects: ({ check }) => [`check:${check}`],
  sample: { check: 'check-1', as: 'operations-manager', reason: 'resources', proposal: '晚班减一人,改两班交叉' },
});
