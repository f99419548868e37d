import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { alertEvidence } from './alert-evidence.ts';
import { identifier, when } from './payload.ts';

/** Late data shows that a rule would have fired in the past; it is kept and rings nobody. */
export const alertWouldHaveFired = defineFact({
  name: 'alert-would-have-fired',
  version: 1,
  home: 'site',
  payload: z.object({
    alert: identifier,
    rule: identifier,
    firedAt: when,
    severity: z.enum(['critical', 'attention', 'info']),
    evidence: alertEvidence,
  }),
  subjects: ({ alert }) => [`alert:${alert}`],
  sample: {
    alert: 'rule-1.ja.1783058400000', rule: 'rule-1', firedAt: 1_783_058_400_000, severity: 'attention',
    evidence: {
      metric: 'entry-rate', from: 1_783_051_200_000, until: 1_783_058_400_000,
      numerator: 15, denominator: 140, low: 0.066, high: 0.169, level: 0.2, direction: 'below',
    },
  },
});
