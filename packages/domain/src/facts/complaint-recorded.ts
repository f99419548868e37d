import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { complaintKinds, freeText, identifier } from './payload.ts';

/** A customer complained; alarms work on counts of one kind. */
export const complaintRecorded = defineFact({
  name: 'complaint-recorded',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: z.optional(identifier),
    kind: z.enum(complaintKinds),
    text: z.optional(freeText),
    sale: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  counts: ({ kind }) => [{ counter: 'complaint', n: 1, detail: kind }],
  sample: { shift: 'shift-1', kind: 'price' },
});
