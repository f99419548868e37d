import * as z from 'zod';
import { freshness, id, instant, localDay, phrase, qualityFlag, source } from './measured.ts';

/** Against a target: `near` means that the interval contains it. */
export const tileState = z.enum(['above', 'near', 'below', 'not-enough', 'no-target', 'none']);

/** One number of one site, today so far. Money metrics carry minor units in `numerator` as well as `amountMinor`. */
export const tile = z.strictObject({
  metric: z.string(),
  /** How to print `value`: a share (0–1), people or pieces, money in minor units, or a plain ratio. */
  unit: z.enum(['share', 'count', 'money', 'ratio']),
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** What was counted to get here: the denominator for rates, the receipts for money. */
  n: z.number(),
  target: z.number().optional(),
  state: tileState,
  /** With `not-enough`: people still needed before the interval can leave the target. */
  needed: z.int().optional(),
  amountMinor: z.int().optional(),
  currency: z.string().optional(),
  formula: z.int(),
  freshness,
  /** The same day type up to the same time of day, over as many days as there are. */
  comparison: z
    .strictObject({
      label: z.literal('same-day-type-and-hour'),
      value: z.number(),
      n: z.number(),
      days: z.int(),
    })
    .optional(),
  /** Money against a day target: share reached, and share usual at this time of the same day type. */
  pace: z
    .strictObject({
      reached: z.number(),
      usual: z.number().optional(),
      state: z.enum(['above', 'near', 'below', 'not-enough']),
    })
    .optional(),
  flags: z.array(qualityFlag),
  sources: z.array(source),
});
export type Tile = z.infer<typeof tile>;

/** A phone on shift at the site. `maybe`: silent past the watermark, so it may hold facts that nobody else has. */
export const deviceOnShift = z.strictObject({
  device: z.string(),
  person: z.string(),
  personName: z.string().optional(),
  post: z.string().optional(),
  lastSeenAt: instant.optional(),
  lastSyncAt: instant.optional(),
  unsynced: z.enum(['no', 'maybe']),
});

export const siteNow = z.strictObject({
  id,
  name: phrase,
  kind: z.enum(['popup', 'store', 'live-room']),
  timeZone: z.string(),
  currency: z.string(),
  today: localDay,
  openNow: z.boolean(),
  /** Numbers are judged up to here: the last closed quarter that every device on shift has synced past. */
  judgedUpTo: instant,
  inForce: z.string().optional(),
  devices: z.array(deviceOnShift),
  tiles: z.array(tile),
  /** Live rooms: the session that runs or comes next, as far as it is known. */
  session: z
    .strictObject({ id, startsAt: instant.optional(), running: z.boolean(), reserved: z.number().optional() })
    .optional(),
});
export type SiteNow = z.infer<typeof siteNow>;

export const nowInput = z.strictObject({ sites: z.array(id).max(200).optional() }).optional();
export const nowOutput = z.strictObject({ asOf: instant, sites: z.array(siteNow) });
export type Now = z.infer<typeof nowOutput>;
