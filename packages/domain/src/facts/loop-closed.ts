import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { freeText, identifier, sites } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** The loop is done, with what came of it and what was learned. */
export const loopClosed = defineFact({
  name: 'loop-closed',
  version: 1,
  home: 'desk',
  payload: z.object({
    loop: identifier,
    sites,
    outcome: z.enum(['helped', 'no-difference', 'worse', 'no-action', 'unknown']),
    learned: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ loop }) => [`loop:${loop}`],
  folds: ({ payload }) => deskAndSites('loop', payload.loop, payload.sites),
  sample: { loop: 'loop-18', sites: ['ja'], outcome: 'helped', learned: '开店前策划与店长联合走场' },
});
