import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { identifier, leaveReasons } from './payload.ts';

/** Somebody left without buying, and why, in one tap. */
export const leftWithoutBuying = defineFact({
  name: 'left-without-buying',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: z.optional(identifier),
    reason: z.enum(leaveReasons),
    count: z.int().check(z.minimum(1), z.maximum(100)),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  counts: ({ reason, count }) => [{ counter: 'leftWithout', n: count, detail: reason }],
  sample: { shift: 'shift-1', reason: 'size-missing', count: 1 },
});
