import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { alertEvidence } from './alert-evidence.ts';
import { identifier, when } from './payload.ts';

/** Back to normal, by the recovery level; or judged again after a correction and found not to hold. */
export const alertCleared = defineFact({
  name: 'alert-cleared',
  version: 1,
  home: 'site',
  payload: z.object({
    alert: identifier,
    rule: identifier,
    clearedAt: when,
    why: z.enum(['recovered', 'corrected', 'closed', 'rule-changed']),
    evidence: z.optional(alertEvidence),
  }),
  subjects: ({ alert }) => [`alert:${alert}`],
  sample: { alert: 'rule-1.ja.1783050300000', rule: 'rule-1', clearedAt: 1_783_310_400_000, why: 'recovered' },
});
