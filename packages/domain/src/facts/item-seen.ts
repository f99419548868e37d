import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { plansAt } from './fact.ts';
import { identifier } from './payload.ts';

/** Planning has read an item; its author is shown so. */
export const itemSeen = defineFact({
  name: 'item-seen',
  version: 1,
  home: 'site',
  payload: z.object({ item: identifier }),
  allowed: (actor, fact, at) => plansAt(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1' },
});
