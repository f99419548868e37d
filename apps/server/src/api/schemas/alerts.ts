import { ruleSettings } from '@fieldloop/domain/rules';
import * as z from 'zod';
import { id, instant, localDay, measured } from './measured.ts';

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
  from: instant.optional(),
  to: instant.optional(),
});
