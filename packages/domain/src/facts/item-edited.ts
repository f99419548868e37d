import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier, itemCategories, severities, shortText } from './payload.ts';

/** Fields of an item are set; the last writer of each field wins. */
export const itemEdited = defineFact({
  name: 'item-edited',
  version: 1,
  home: 'site',
  payload: z.object({
    item: identifier,
    title: z.optional(shortText),
    text: z.optional(freeText.check(z.minLength(1))),
    category: z.optional(z.enum(itemCategories)),
    severity: z.optional(z.enum(severities)),
    zone: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', severity: 'high' },
});
