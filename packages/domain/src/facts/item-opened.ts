import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier, itemCategories, photos, severities, shortText } from './payload.ts';

/** An issue on site, or scene content proposed to planning: what worked, what customers said. */
export const itemOpened = defineFact({
  name: 'item-opened',
  version: 1,
  home: 'site',
  payload: z.object({
    item: identifier,
    kind: z.enum(['issue', 'content']),
    text: freeText.check(z.minLength(1)),
    title: z.optional(shortText),
    category: z.optional(z.enum(itemCategories)),
    severity: z.optional(z.enum(severities)),
    zone: z.optional(identifier),
    photos: z.optional(photos),
    shift: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: {
    item: 'item-1', kind: 'issue', text: '门口那个大装置把路挡了一半', category: 'layout', severity: 'medium', zone: 'front',
  },
});
