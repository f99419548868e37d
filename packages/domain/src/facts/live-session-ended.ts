import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** The live room goes off air. Readings may still follow: platforms settle their totals late. */
export const liveSessionEnded = defineFact({
  name: 'live-session-ended',
  version: 1,
  home: 'site',
  payload: z.object({ session: identifier, note: z.optional(freeText) }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ session }) => [`live-session:${session}`],
  sample: { session: 'live-1' },
});
