import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import type { RecordKey } from './fact.ts';
import { leadsAt, planOf, siteOf } from './fact.ts';
import { freeText, identifier, photos, revisionRef, when } from './payload.ts';
import { deskRecord } from './record-refs.ts';

/** The site has been changed as a revision says, shown by photo: from this instant passers-by see it. */
export const revisionPutInForce = defineFact({
  name: 'revision-put-in-force',
  version: 1,
  home: 'site',
  payload: z.object({
    revision: revisionRef,
    /** Default: when it was written. */
    from: z.optional(when),
    photos,
    note: z.optional(freeText),
    loop: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at),
  subjects: ({ revision, loop }): RecordKey[] => [
    `revision:${revision}`, ...(loop === undefined ? [] : [`loop:${loop}` as const]),
  ],
  folds: ({ scope, payload: { revision, loop } }) => [
    { scope, kind: 'revision', id: revision },
    { scope, kind: 'site', id: siteOf(scope) ?? '' },
    deskRecord('site', siteOf(scope) ?? ''),
    deskRecord('revision', revision),
    deskRecord('plan', planOf(revision)),
    ...(loop === undefined ? [] : [{ scope, kind: 'loop', id: loop }, deskRecord('loop', loop)]),
  ],
  puts: ({ revision, from }, correctedAt) => ({ revision, from: from ?? correctedAt }),
  sample: {
    revision: 'commute@2', from: 1_783_303_200_000, loop: 'loop-18',
    photos: [{ sha256: 'cd'.repeat(32), type: 'image/jpeg', bytes: 120_000 }],
  },
});
