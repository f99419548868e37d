import * as z from 'zod';
import { askedInstant, id, localDay, phrase } from './measured.ts';

/** A randomized · B with controls · C before and after, for reference · D not enough or directional. */
export const effectGrade = z.enum(['A', 'B', 'C', 'D']);

const arm = z.strictObject({
  n: z.number(),
  successes: z.number(),
  rate: z.number().optional(),
  days: z.int(),
  from: localDay.optional(),
  to: localDay.optional(),
});

const interval = z.strictObject({ point: z.number(), low: z.number(), high: z.number() });

/**
 * What a revision changed at a site, before and after it was in force. Differences are shares (0.26 = 26 points).
 * Grade D carries no interval until both arms have the days the method needs.
 */
export const effect = z.strictObject({
  revision: z.string(),
  site: id,
  metric: z.string(),
  formula: z.int(),
  /** Which stamp splits the facts: `inForce` for layouts, `inHand` for scripts. */
  by: z.enum(['inForce', 'inHand']),
  before: arm,
  after: arm,
  difference: interval.optional(),
  /** Direction only, where days are too few for an interval. */
  direction: z.number().optional(),
  ratio: interval.optional(),
  grade: effectGrade,
  method: z.enum(['mantel-haenszel-day-clusters', 'none']),
  /** Which error was the wider, and is shown. */
  error: z.enum(['clustered', 'binomial']).optional(),
  clusters: z.strictObject({ before: z.int(), after: z.int() }),
  /** The day on which the interval first left 0, counted from the first day in force. */
  workedFromDay: z.int().optional(),
  /** Sites without the revision over the same days: their own difference, for the eye only. */
  controls: z.array(z.strictObject({ site: id, name: phrase, difference: interval.optional(), before: arm, after: arm })),
  /** Why there is no verdict, when there is none. */
  lacking: z.enum(['days', 'visitors', 'not-in-force']).optional(),
  /** Site quarters left out because more was bought than came in. */
  leftOut: z.int(),
  /** A message key and its numbers, for one sentence in words. */
  sentence: z.strictObject({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});
export type Effect = z.infer<typeof effect>;

export const effectInput = z.strictObject({
  revision: z.string().regex(/^[\w.:-]+@\d+$/),
  site: id,
  metric: z.string().max(64).default('entry-rate'),
  /** Default: layouts are compared by what was in force; scripts by what was in hand. */
  by: z.enum(['inForce', 'inHand']).optional(),
  /** Counts from this instant on only, and up to (not including) this one. */
  from: askedInstant.optional(),
  to: askedInstant.optional(),
});
