import * as z from 'zod';

/** Milliseconds since 1970 UTC. */
export const instant = z.int();
/** One that a caller may ask about: from 1970 to 2100, as far as facts can lie. */
export const askedInstant = z.int().min(0).max(4_102_444_800_000);
/** A site-local calendar day, `2026-07-18`. */
export const localDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const id = z.string().min(1).max(64);

/** A name in the languages of the screens; `zh` is what was written first. */
export const phrase = z.strictObject({ zh: z.string(), en: z.string().optional() });

/** A rate or ratio with its parts. `value` is absent while the denominator is 0; `low`–`high` is the 95 % interval. */
export const measured = z.strictObject({
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Measured = z.infer<typeof measured>;

/** Where a number came from: how much of it by which method. */
export const source = z.strictObject({
  method: z.enum(['full', 'sample', 'sensor', 'platform', 'till']),
  n: z.number(),
});

/**
 * How fresh: everything up to `upTo` has arrived. Devices on shift that have not synced past it make it earlier;
 * `lateDevices` is how many hold it back.
 */
export const freshness = z.strictObject({ upTo: instant, lateDevices: z.int() });

/** Doubts that travel with a number. */
export const qualityFlag = z.enum(['bought-more-than-entered', 'open', 'sampled', 'immature', 'more-than-all']);
