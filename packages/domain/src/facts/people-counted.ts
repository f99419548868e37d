import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { countedMethod, identifier, when } from './payload.ts';

/** A tap on a pad, a sensor's interval or a sample window: so many people did one thing. */
export const peopleCounted = defineFact({
  name: 'people-counted',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: z.optional(identifier),
    counter: z.enum(['passedBy', 'entered', 'exited', 'triedOn', 'zoneEntered']),
    /** Zero only over an interval: a sensor that saw nobody is something else than a silent one. */
    count: z.int().check(z.minimum(0), z.maximum(100_000)),
    zone: z.optional(identifier),
    /** Customer segment, where it can be known: of those who tried something on, never of a passer-by. */
    segment: z.optional(identifier),
    method: z.optional(countedMethod),
    /** Start of the interval it covers, with `minutes`; absent for a tap. */
    from: z.optional(when),
    minutes: z.optional(z.int().check(z.minimum(1), z.maximum(1_440))),
  }).check(z.refine(({ count, from, minutes }) => count > 0 || (from !== undefined && minutes !== undefined))),
  allowed: (actor, fact, at) => actor.kind === 'key' || worksAt(actor, fact.scope, at),
  counts: ({ counter, count, zone, segment, method, from, minutes }) => [
    { counter, n: count, zone, segment, method, at: from, minutes },
  ],
  sample: { shift: 'shift-1', counter: 'entered', count: 1 },
});
