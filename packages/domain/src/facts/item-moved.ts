import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt, plansAt } from './fact.ts';
import { freeText, identifier, itemStatuses, photos, revisionRef } from './payload.ts';

/** An item changes its status. Whether it may is the item's transition table; a stale move is superseded. */
export const itemMoved = defineFact({
  name: 'item-moved',
  version: 1,
  home: 'site',
  payload: z.object({
    item: identifier,
    to: z.enum(itemStatuses),
    reason: z.optional(freeText),
    photos: z.optional(photos),
    /** For adopted content: the step of a plan's floor side that it becomes. */
    adoptedInto: z.optional(z.object({ revision: revisionRef, step: identifier })),
  }),
  // Planning decides about content; a lead may settle what is wrong on site.
  allowed: (actor, fact, at) => {
    const decidesContent = fact.payload.to === 'adopted' || fact.payload.to === 'proposed';
    return decidesContent ? plansAt(actor, fact.scope, at) : leadsAt(actor, fact.scope, at);
  },
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', to: 'done', reason: '换了 4G 路由器' },
});
