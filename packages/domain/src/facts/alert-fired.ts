import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { deskRecord } from './record-refs.ts';
import { alertEvidence } from './alert-evidence.ts';
import { identifier, when } from './payload.ts';

/**
 * A rule found what it looks for in closed buckets. Written by the server device alone, with ids derived from
 * rule, scope and bucket, so two servers write the same fact.
 */
export const alertFired = defineFact({
  name: 'alert-fired',
  version: 1,
  home: 'site',
  payload: z.object({
    alert: identifier,
    rule: identifier,
    /** End of the bucket that decided it; the ring may come later. */
    firedAt: when,
    severity: z.enum(['critical', 'attention', 'info']),
    evidence: alertEvidence,
    /** An open loop that already works on this: the alert goes into it and rings nobody. */
    loop: z.optional(identifier),
  }),
  subjects: ({ alert }) => [`alert:${alert}`],
  folds: ({ scope, payload: { alert, loop } }) => [
    { scope, kind: 'alert', id: alert },
    ...(loop === undefined ? [] : [deskRecord('loop', loop), { scope, kind: 'loop', id: loop }]),
  ],
  sample: {
    alert: 'rule-1.ja.1783050300000', rule: 'rule-1', firedAt: 1_783_050_300_000, severity: 'attention',
    evidence: {
      metric: 'entry-rate', from: 1_783_044_000_000, until: 1_783_050_300_000,
      numerator: 17, denominator: 152, low: 0.071, high: 0.172, level: 0.2, direction: 'below',
    },
  },
});
