import * as z from 'zod';
import { effect } from './insight-effect.ts';
import { id, instant, localDay, phrase } from './measured.ts';

/** When each thing happened; delivered, read and in force are independent instants, not stages. */
export const loopLegs = z.strictObject({
  signalAt: instant.optional(),
  openedAt: instant.optional(),
  decidedAt: instant.optional(),
  publishedAt: instant.optional(),
  firstDeliveredAt: instant.optional(),
  firstReadAt: instant.optional(),
  inForceAt: instant.optional(),
  effectKnownAt: instant.optional(),
  closedAt: instant.optional(),
});

/**
 * One phone of a site that the revision is for. `inUseSince`: its first fact; a phone that came later was not late.
 * `readAt` is the phone's time, `knownAt` the server's.
 */
export const delivery = z.strictObject({
  device: z.string(),
  person: z.string(),
  personName: z.string().optional(),
  site: id,
  inUseSince: instant.optional(),
  deliveredAt: instant.optional(),
  readAt: instant.optional(),
  knownAt: instant.optional(),
});

/** Steps done on time with evidence ÷ steps due, for a site-local day; triggered steps are counted apart. */
export const executionDay = z.strictObject({
  day: localDay,
  site: id,
  revision: z.string(),
  done: z.int(),
  due: z.int(),
  triggered: z.int(),
});

export const loopOutput = z.strictObject({
  loop: id,
  revision: z.string().optional(),
  legs: loopLegs,
  deliveries: z.array(delivery),
  inForce: z.array(z.strictObject({ site: id, siteName: phrase, revision: z.string(), from: instant })),
  execution: z.array(executionDay),
  effects: z.array(effect),
});
export type LoopInsight = z.infer<typeof loopOutput>;
export const loopInput = z.strictObject({ loop: id });
