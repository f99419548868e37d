import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds, roles } from './fact.ts';
import { freeText, identifier, photos } from './payload.ts';

/** The owner of a check lets it pass. `as` is the role that answers; the record refuses any but the owner's. */
export const checkPassed = defineFact({
  name: 'check-passed',
  version: 1,
  home: 'desk',
  payload: z.object({
    check: identifier,
    as: z.enum(roles),
    evidence: freeText.check(z.minLength(1)),
    photos: z.optional(photos),
  }),
  allowed: (actor, fact, at) => actor.kind === 'person' && holds(actor, [fact.payload.as], fact.scope, at),
  subjects: ({ check }) => [`check:${check}`],
  sample: { check: 'check-1', as: 'operations-manager', evidence: '工作日 70 小时,周末 84 小时' },
});
