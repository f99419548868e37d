import { alertEvidence } from '@fieldloop/domain/alert-evidence';
import { ruleSettings } from '@fieldloop/domain/rules';
import * as z from 'zod';
import { askedInstant, id, instant, localDay, measured } from './measured.ts';

/** One time that a rule would have rung. */
export const firing = z.strictObject({
  site: id,
  day: localDay,
  at: instant,
  clearedAt: instant.optional(),
  ...measured.shape,
});

/** What a rule would have done on the days there are. `days` have data; `firedDays` of them would have rung. */
export const previewOutput = z.strictObject({
  days: z.int(),
  firedDays: z.int(),
  notEnoughDays: z.int(),
  firings: z.array(firing),
});
export type AlertPreview = z.infer<typeof previewOutput>;

export const previewInput = z.strictObject({
  /** A rule as it is being edited. */
  rule: ruleSettings,
  /** How far back to try it. Default: the last 60 days that have data. */
  from: askedInstant.optional(),
  to: askedInstant.optional(),
});

/** Where each rule stands at each site. `stale`: phones on shift have not synced; `not-enough`: too few counted. */
export const statesOutput = z.strictObject({
  states: z.array(
    z.strictObject({
      rule: id,
      site: id,
      /** Style and size, kind of complaint; empty for the whole. */
      part: z.string(),
      phase: z.enum(['inactive', 'pending', 'firing', 'recovering', 'stale', 'not-enough']),
      judgedUpTo: instant,
      alert: z.string().optional(),
      /** What the last judged quarter showed. */
      evidence: z.optional(alertEvidence),
    }),
  ),
});
export type RuleStates = z.infer<typeof statesOutput>;
