import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { amountMinor, currency, identifier, when } from './payload.ts';
import type { TallyIncrement } from './tally.ts';

const total = z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000_000)));
const change = z.optional(z.int().check(z.minimum(-1_000_000_000), z.maximum(1_000_000_000)));

/** What a platform shows, each a running total of the session. */
export const liveCounters = [
  'reached', 'reserved', 'exposure', 'viewer', 'impression', 'click', 'order', 'follow', 'contact',
] as const;

/**
 * The platform's totals at an instant, typed by hand. The author's phone works out the increment since the
 * reading before (`since`), which is what is tallied: platforms revise their totals, so it may be negative.
 */
export const liveReading = defineFact({
  name: 'live-reading',
  version: 1,
  home: 'site',
  payload: z.object({
    session: identifier,
    reading: identifier,
    readAt: when,
    /** The reading before, or the start of the session. */
    since: when,
    basis: z.enum(['people', 'times']),
    total: z.object({
      reached: total, reserved: total, exposure: total, viewer: total, impression: total,
      click: total, order: total, follow: total, contact: total, gmvMinor: z.optional(amountMinor),
    }),
    delta: z.object({
      reached: change, reserved: change, exposure: change, viewer: change, impression: change,
      click: change, order: change, follow: change, contact: change, gmvMinor: z.optional(amountMinor),
    }),
    currency,
    /** Not additive, so kept on the session and never tallied. */
    averageStaySeconds: total,
    peakOnline: total,
    online: total,
  }),
  allowed: (actor, fact, at) => actor.kind === 'key' || worksAt(actor, fact.scope, at),
  subjects: ({ session }) => [`live-session:${session}`],
  counts: ({ delta, since, readAt, currency: code }) => {
    const minutes = Math.max(1, Math.round((readAt - since) / 60_000));
    return liveCounters.flatMap((counter): TallyIncrement[] => {
      const n = delta[counter] ?? 0;
      const money = counter === 'order' ? (delta.gmvMinor ?? 0) : 0;
      if (n === 0 && money === 0) return [];
      const paid = counter === 'order' ? { amountMinor: money, currency: code } : {};
      return [{ counter, n, ...paid, method: 'platform', at: since, minutes }];
    });
  },
  sample: {
    session: 'live-1', reading: 'reading-1', readAt: 1_782_302_400_000, since: 1_782_300_600_000, basis: 'people',
    total: { exposure: 2_403, viewer: 505, order: 3, gmvMinor: 87_500 },
    delta: { exposure: 2_403, viewer: 505, order: 3, gmvMinor: 87_500 },
    currency: 'CNY', averageStaySeconds: 68, peakOnline: 142,
  },
});
