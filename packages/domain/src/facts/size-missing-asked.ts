import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { goodsCode, identifier } from './payload.ts';

/** A customer asked for a size that is not there. */
export const sizeMissingAsked = defineFact({
  name: 'size-missing-asked',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: z.optional(identifier),
    /** Style with its colour, as on the label. */
    style: goodsCode,
    size: goodsCode,
    /** Ordered from the warehouse on the spot. */
    ordered: z.optional(z.boolean()),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  counts: ({ style, size }) => [{ counter: 'sizeMissing', n: 1, detail: `${style}/${size}` }],
  sample: { shift: 'shift-1', style: 'YL-S01-白', size: 'M' },
});
