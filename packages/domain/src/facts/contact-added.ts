import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { identifier } from './payload.ts';

/** A customer joined the brand's private domain (an enterprise chat contact). */
export const contactAdded = defineFact({
  name: 'contact-added',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: z.optional(identifier),
    count: z.int().check(z.minimum(1), z.maximum(100)),
    sale: z.optional(identifier),
    segment: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  counts: ({ count, segment }) => [{ counter: 'contact', n: count, segment }],
  sample: { shift: 'shift-1', count: 1, sale: 'sale-1' },
});
