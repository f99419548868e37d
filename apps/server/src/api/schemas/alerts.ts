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

/** A rule as it is being edited; checked in full by the fact that sets it. */
export const previewInput = z.strictObject({
  rule: z.record(z.string(), z.unknown()),
  /** How far back to try it; default: everything since the plan began, at most 60 days. */
  from: instant.optional(),
  to: instant.optional(),
});
