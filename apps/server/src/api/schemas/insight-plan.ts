import * as z from 'zod';
import { effect } from './insight-effect.ts';
import { askedInstant, id, instant, localDay, measured, phrase, source } from './measured.ts';

/** One step of a funnel: how many, and the share of the step before. */
export const funnelStep = z.strictObject({
  step: z.string(),
  n: z.number(),
  ofPrevious: measured.optional(),
});

/** One bucket of time. `start` is an instant; `key` is its site-local day or hour. */
export const seriesPoint = z.strictObject({
  start: instant,
  key: z.string(),
  passedBy: z.number(),
  entered: z.number(),
  triedOn: z.number(),
  receipts: z.number(),
  units: z.number(),
  contacts: z.number(),
  amountMinor: z.int(),
  entryRate: measured,
  conversion: measured,
});
export type SeriesPoint = z.infer<typeof seriesPoint>;

export const planOutput = z.strictObject({
  plan: z.strictObject({
    id,
    name: phrase,
    owner: z.string().optional(),
    status: z.string().optional(),
    currency: z.string(),
  }),
  from: instant,
  to: instant,
  sites: z.array(
    z.strictObject({
      id,
      name: phrase,
      kind: z.enum(['popup', 'store', 'live-room']),
      timeZone: z.string(),
      totals: seriesPoint,
      sources: z.array(source),
    }),
  ),
  funnel: z.strictObject({ shop: z.array(funnelStep), live: z.array(funnelStep) }),
  /** Shops of the plan together. */
  hours: z.array(seriesPoint),
  days: z.array(seriesPoint),
  /** Entry rate by hour of day (rows: sites). */
  heat: z.array(z.strictObject({ site: id, hour: z.int(), entryRate: measured })),
  sessions: z.array(
    z.strictObject({ day: localDay, site: id, funnel: z.array(funnelStep), amountMinor: z.int() }),
  ),
  revisions: z.array(
    z.strictObject({
      revision: z.string(),
      title: z.string().optional(),
      publishedAt: instant.optional(),
      site: id,
      inForceAt: instant.optional(),
      effect: effect.optional(),
    }),
  ),
});
export type PlanInsight = z.infer<typeof planOutput>;

export const planInput = z.strictObject({ plan: id, from: askedInstant.optional(), to: askedInstant.optional() });

export const seriesInput = z.strictObject({
  site: id,
  metric: z.string().max(64),
  from: askedInstant,
  to: askedInstant,
  step: z.enum(['quarter', 'hour', 'day']),
});
export const seriesOutput = z.strictObject({
  site: id,
  metric: z.string(),
  unit: z.string(),
  timeZone: z.string(),
  points: z.array(z.strictObject({ start: instant, key: z.string(), open: z.boolean(), ...measured.shape })),
});

export const totalsInput = z.strictObject({ site: id, from: askedInstant.optional(), to: askedInstant.optional() });
export const totalsOutput = z.strictObject({
  site: id,
  timeZone: z.string(),
  days: z.array(
    z.strictObject({
      day: localDay,
      counters: z.array(
        z.strictObject({ counter: z.string(), n: z.number(), amountMinor: z.int(), currency: z.string() }),
      ),
    }),
  ),
  /** Over all the days above. */
  totals: z.array(z.strictObject({ counter: z.string(), n: z.number(), amountMinor: z.int(), currency: z.string() })),
});
