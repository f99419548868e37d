import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { identifier, revisionRef, shortText } from './payload.ts';

/** A live room goes on air. */
export const liveSessionStarted = defineFact({
  name: 'live-session-started',
  version: 1,
  home: 'site',
  payload: z.object({
    session: identifier,
    title: z.optional(shortText),
    platform: z.optional(identifier),
    host: z.optional(identifier),
    plan: z.optional(identifier),
    revision: z.optional(revisionRef),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ session }) => [`live-session:${session}`],
  sample: { session: 'live-1', title: '通勤衣橱第一场', platform: 'channels', host: 'su-qing', revision: 'commute-live@1' },
});
