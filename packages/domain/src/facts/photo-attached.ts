import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { reads } from './fact.ts';
import { attachment, identifier, shortText } from './payload.ts';

/** A photo is added to an item; every photo stays. */
export const photoAttached = defineFact({
  name: 'photo-attached',
  version: 1,
  home: 'site',
  payload: z.object({ item: identifier, photo: attachment, note: z.optional(shortText) }),
  allowed: (actor, fact, at) => reads(actor, fact.scope, at),
  subjects: ({ item }) => [`item:${item}`],
  sample: { item: 'item-1', photo: { sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 84_213, width: 1_280, height: 960 } },
});
