import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { amountMinor, currency, freeText, identifier, when } from './payload.ts';

/**
 * Money given back for a sale or a live order. It is tallied in the bucket of the order, because a refund
 * rate is refunds of the orders of a day over those orders; the day it was paid is the fact's own time.
 */
export const refundRecorded = defineFact({
  name: 'refund-recorded',
  version: 1,
  home: 'site',
  payload: z.object({
    refund: identifier,
    /** The receipt, or the platform's order number. */
    sale: identifier,
    source: z.enum(['store', 'live']),
    orderedAt: when,
    amountMinor: amountMinor.check(z.minimum(1)),
    currency,
    units: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
    reason: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => actor.kind === 'key' || worksAt(actor, fact.scope, at),
  subjects: ({ source, sale }) => (source === 'store' ? [`sale:${sale}`] : []),
  counts: ({ source, orderedAt, amountMinor: paidBack, currency: code }) => [
    source === 'store'
      ? { counter: 'refund', n: 1, amountMinor: paidBack, currency: code, at: orderedAt }
      : { counter: 'liveRefund', n: 1, amountMinor: paidBack, currency: code, at: orderedAt, method: 'platform' },
  ],
  sample: {
    refund: 'refund-1', sale: 'sale-1', source: 'store', orderedAt: 1_782_100_000_000,
    amountMinor: 25_900, currency: 'CNY', units: 1,
  },
});
