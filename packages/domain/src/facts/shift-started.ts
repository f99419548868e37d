import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { identifier, posts, revisionRef } from './payload.ts';

/** Somebody takes a post at a site; the post decides the pads on the phone. */
export const shiftStarted = defineFact({
  name: 'shift-started',
  version: 1,
  home: 'site',
  payload: z.object({
    shift: identifier,
    post: z.enum(posts),
    /** Who works it, when a lead starts it for somebody else. */
    person: z.optional(identifier),
    /** The shift that was handed over to this one. */
    previous: z.optional(identifier),
    plan: z.optional(identifier),
    revision: z.optional(revisionRef),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: ({ shift }) => [`shift:${shift}`],
  sample: { shift: 'shift-1', post: 'greeter', plan: 'commute', revision: 'commute@1' },
});
