import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt } from './fact.ts';
import { identifier, when } from './payload.ts';

/** An item gets an owner, or loses it. */
export const itemAssigned = defineFact({
  name: 'item-assigned',
  version: 1,
  home: 'site',
  payload: z.object({
    item: identifier,
    assignee: z.nullable(identifier),
    dueAt: z.optional(z.nullable(when)),
  }),
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', assignee: 'wang-shan', dueAt: 1_782_200_000_000 },
});
