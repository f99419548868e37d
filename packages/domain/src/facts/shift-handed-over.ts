import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** The next person takes the post without a gap: one shift ends and its successor starts in the same instant. */
export const shiftHandedOver = defineFact({
  name: 'shift-handed-over',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: identifier,
    /** The shift that goes on, and who works it. */
    next: identifier,
    to: identifier,
    note: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ shift }) => [`shift:${shift}`],
  sample: { shift: 'shift-1', next: 'shift-2', to: 'ma-jun' },
});
