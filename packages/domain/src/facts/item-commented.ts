import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { reads } from './fact.ts';
import { freeText, identifier, photos } from './payload.ts';

/** Somebody says something about an item; every comment stays. */
export const itemCommented = defineFact({
  name: 'item-commented',
  version: 1,
  home: 'site',
  payload: z.object({
    item: identifier,
    comment: identifier,
    text: freeText.check(z.minLength(1)),
    photos: z.optional(photos),
  }),
  allowed: (actor, fact, at) => reads(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', comment: 'comment-1', text: '今晚 22:40 进场' },
});
