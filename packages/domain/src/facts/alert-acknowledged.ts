import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt } from './fact.ts';
import { freeText, identifier } from './payload.ts';

/** Somebody says: I will look after it. */
export const alertAcknowledged = defineFact({
  name: 'alert-acknowledged',
  version: 1,
  home: 'site',
  payload: z.object({ alert: identifier, note: z.optional(freeText) }),
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at),
  subjects: ({ alert }) => [`alert:${alert}`],
  sample: { alert: 'rule-1.ja.1783050300000' },
});
