import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { reads } from './fact.ts';
import { identifier, revisionRef } from './payload.ts';

/** A device has stored a revision: it can be read there without a network. Written by the device itself. */
export const revisionDelivered = defineFact({
  name: 'revision-delivered',
  version: 1,
  home: 'site',
  payload: z.object({ revision: revisionRef, device: identifier }),
  // What a device said under an earlier id has no effect: under its new one it says so again.
  allowed: (actor, fact, at) => reads(actor, fact.scope, at) && (fact.payload.device === actor.device || 'own'),
  subjects: ({ revision, device }) => [`receipt:${revision}.${device}`],
  sample: { revision: 'commute@2', device: 'device-1' },
});
