import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt, worksAt } from './fact.ts';
import type { RecordKey } from './fact.ts';
import { amountMinor, countedMethod, currency, freeText, identifier, revisionRef, when } from './payload.ts';
import { bucketMs, counters } from './tally.ts';

const value = z.int().check(z.minimum(0), z.maximum(1_000_000));

/** One counter of the fact or bucket, with the keys it was counted under. */
const line = z.object({
  counter: z.enum(counters),
  zone: z.optional(identifier),
  method: z.optional(countedMethod),
  segment: z.optional(identifier),
  detail: z.optional(z.string().check(z.maxLength(100))),
  currency: z.optional(currency),
  from: value,
  to: value,
  amountFrom: z.optional(amountMinor),
  amountTo: z.optional(amountMinor),
});

/**
 * A count was wrong: from → to, applied as the difference, both values kept with the reason. `fact` undoes or
 * changes one entry whole; `bucket` changes what one device counted in one quarter hour. Never below 0.
 */
export const countCorrected = defineFact({
  name: 'count-corrected',
  version: 1,
  home: 'site',
  payload: z.object({
    target: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('fact'), fact: identifier, device: identifier }),
      z.object({ kind: z.literal('bucket'), start: when, device: identifier }),
    ]),
    /** When the corrected fact happened: any instant of its bucket. */
    at: when,
    lines: z.array(line).check(z.minLength(1), z.maxLength(6)),
    /** The sale that the corrected fact recorded, so that its record follows. */
    sale: z.optional(identifier),
    inForce: z.optional(z.union([revisionRef, z.literal('')])),
    inHand: z.optional(z.union([revisionRef, z.literal('')])),
    reason: z.enum(['mis-tap', 'handover-duplicate', 'missed', 'till-check', 'wrong-pad', 'test', 'other']),
    note: z.optional(freeText),
    shift: z.optional(identifier),
  }),
  // One's own counts may be corrected by oneself, whatever id one's device has by now, everybody's by a lead.
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at) || (worksAt(actor, fact.scope, at) && 'own'),
  subjects: ({ target, lines, sale }): RecordKey[] => [
    `correction:${correctionId(target, lines)}`,
    ...(sale === undefined ? [] : [`sale:${sale}` as const]),
  ],
  amends: ({ target }) =>
    target.kind === 'fact' ? { fact: target.fact } : { device: target.device, from: target.start, until: target.start + bucketMs },
  counts: ({ lines, at, inForce, inHand }) =>
    lines.map(({ from, to, amountFrom = 0, amountTo = 0, ...keys }) => ({
      ...keys, n: to - from, amountMinor: amountTo - amountFrom, at, inForce, inHand,
    })),
  sample: {
    target: { kind: 'fact', fact: 'fact-1', device: 'device-1' }, at: 1_782_100_000_000,
    lines: [{ counter: 'entered', from: 1, to: 0 }], inForce: 'commute@1', reason: 'mis-tap',
  },
});

type Target = { readonly kind: 'fact'; readonly fact: string } | { readonly kind: 'bucket'; readonly start: number; readonly device: string };

/** The record that keeps the current value of what is corrected: of a fact, or of one device's pad in one quarter. */
export function correctionId(target: Target, lines: readonly { readonly counter: string; readonly zone?: string | undefined }[]): string {
  if (target.kind === 'fact') return target.fact;
  const pads = lines.map(({ counter, zone }) => (zone === undefined ? counter : `${counter}@${zone}`));
  return `${target.device}.${target.start}.${pads.join('.')}`;
}
