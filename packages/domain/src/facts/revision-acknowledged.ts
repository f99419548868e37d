import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { reads } from './fact.ts';
import { identifier, revisionRef } from './payload.ts';

/** A person has read what changed. Read at the device's time, known when the server receives it. */
export const revisionAcknowledged = defineFact({
  name: 'revision-acknowledged',
  version: 1,
  home: 'site',
  payload: z.object({ revision: revisionRef, device: identifier }),
  // What a device said under an earlier id has no effect: under its new one its person is asked again.
  allowed: (actor, fact, at) => reads(actor, fact.scope, at) && (fact.payload.device === actor.device || 'own'),
  subjects: ({ revision, device }) => [`receipt:${revision}.${device}`],
  sample: { revision: 'commute@2', device: 'device-1' },
});
