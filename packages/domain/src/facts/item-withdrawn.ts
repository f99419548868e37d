import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** An item opened by mistake is deleted; deleting wins over edits. */
export const itemWithdrawn = defineFact({
  name: 'item-withdrawn',
  version: 1,
  home: 'site',
  payload: z.object({ item: identifier, reason: z.optional(freeText) }),
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', reason: '重复' },
});
