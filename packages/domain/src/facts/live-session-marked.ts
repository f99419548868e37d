import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { goodsCode, identifier, shortText } from './payload.ts';

/** Something happened on air that a curve should be read against. */
export const liveSessionMarked = defineFact({
  name: 'live-session-marked',
  version: 1,
  home: 'site',
  payload: z.object({
    session: identifier,
    mark: identifier,
    kind: z.enum(['product-pinned', 'host-changed', 'price-changed', 'complaint', 'technical', 'other']),
    style: z.optional(goodsCode),
    person: z.optional(identifier),
    note: z.optional(shortText),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ session }) => [`live-session:${session}`],
  sample: { session: 'live-1', mark: 'mark-1', kind: 'product-pinned', style: 'YL-S01' },
});
