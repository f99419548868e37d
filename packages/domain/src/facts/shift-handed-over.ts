import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** The next person takes the post without a gap: this shift ends, and the next names it. */
export const shiftHandedOver = defineFact({
  name: 'shift-handed-over',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: identifier,
    /** Who takes it; their own `shift-started` names this shift as the one before. */
    to: identifier,
    note: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ shift }) => [`shift:${shift}`],
  sample: { shift: 'shift-1', to: 'ma-jun' },
});
