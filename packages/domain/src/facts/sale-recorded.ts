import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { worksAt } from './fact.ts';
import { amountMinor, channels, countedMethod, currency, goodsCode, identifier, payments } from './payload.ts';

const units = z.int().check(z.minimum(1), z.maximum(10_000));

/** One receipt. Its amount is what was paid, after vouchers. */
export const saleRecorded = defineFact({
  name: 'sale-recorded',
  version: 1,
  home: 'site',
  payload: z.object({
    sale: identifier,
    shift: z.optional(identifier),
    amountMinor: amountMinor.check(z.minimum(0)),
    currency,
    units,
    channel: z.enum(channels),
    segment: z.optional(identifier),
    payment: z.optional(z.enum(payments)),
    /** From a till rather than from a person. */
    method: z.optional(countedMethod),
    lines: z.optional(
      z.array(z.object({ style: goodsCode, size: z.optional(goodsCode), units, amountMinor: z.optional(amountMinor) }))
        .check(z.maxLength(50)),
    ),
  }),
  allowed: (actor, fact, at) => actor.kind === 'key' || worksAt(actor, fact.scope, at),
  subjects: ({ sale }) => [`sale:${sale}`],
  counts: ({ amountMinor: paid, currency: code, units: pieces, segment, method }) => [
    { counter: 'receipt', n: 1, amountMinor: paid, currency: code, segment, method },
    { counter: 'unit', n: pieces, segment, method },
  ],
  sample: {
    sale: 'sale-1', shift: 'shift-1', amountMinor: 25_900, currency: 'CNY', units: 1, channel: 'store',
    segment: 'office', payment: 'wechat', lines: [{ style: 'YL-S01', size: 'M', units: 1, amountMinor: 25_900 }],
  },
});
