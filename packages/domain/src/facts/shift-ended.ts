import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** The post is left; nothing after this instant is expected from that phone. */
export const shiftEnded = defineFact({
  name: 'shift-ended',
  version: 1,
  home: 'site',
  payload: z.object({ shift: identifier, note: z.optional(freeText) }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ shift }) => [`shift:${shift}`],
  sample: { shift: 'shift-1' },
});
