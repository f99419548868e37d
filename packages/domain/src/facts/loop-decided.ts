import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { freeText, identifier, sites } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** What will be done about the signals, in one text. A stale decision is superseded. */
export const loopDecided = defineFact({
  name: 'loop-decided',
  version: 1,
  home: 'desk',
  payload: z.object({
    loop: identifier,
    sites,
    decision: freeText.check(z.minLength(1)),
    answer: z.enum(['revision', 'on-site', 'no-action']),
    /** Required when nothing will be done. */
    reason: z.optional(freeText),
    checks: z.optional(z.array(identifier).check(z.maxLength(20))),
  }).check(z.refine(({ answer, reason }) => answer !== 'no-action' || (reason ?? '') !== '', { path: ['reason'] })),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ loop }) => [`loop:${loop}`],
  folds: ({ payload }) => deskAndSites('loop', payload.loop, payload.sites),
  sample: { loop: 'loop-18', sites: ['ja'], decision: '装置后移 2 米,加迎宾岗', answer: 'revision' },
});
