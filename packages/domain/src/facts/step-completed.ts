import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { day, freeText, identifier, photos, revisionRef } from './payload.ts';

/** A step of the floor's procedure was done, or answered with no, for one of its due times of the site day. */
export const stepCompleted = defineFact({
  name: 'step-completed',
  version: 1,
  home: 'site',
  payload: z.object({
    revision: revisionRef,
    step: identifier,
    /** The site day of the run, which the run keeps after midnight. */
    day,
    /** Which of the day's due times: a minute of the day, a shift, or a running number when triggered. */
    slot: identifier,
    done: z.boolean(),
    evidence: z.optional(
      z.object({
        photos: z.optional(photos),
        numbers: z.optional(z.array(z.number().check(z.minimum(-1e9), z.maximum(1e9))).check(z.maxLength(4))),
        yes: z.optional(z.boolean()),
        name: z.optional(z.string().check(z.maxLength(80))),
      }),
    ),
    note: z.optional(freeText),
    shift: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => worksAt(actor, fact.scope, at),
  subjects: (payload) => [`step-run:${payload.day}.${payload.revision}.${payload.step}`],
  sample: {
    revision: 'commute@2', step: 'greeter', day: '2026-07-06', slot: '600', done: true,
    evidence: { yes: true, name: '林晓' },
  },
});
