import * as z from 'zod/mini';
import { methods } from './tally.ts';

/** An id inside the organization. */
export const identifier = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.@:-]+$/));

/** `plan@number`. */
export const revisionRef = z.templateLiteral([z.string(), '@', z.int()]);

/** An instant, ms UTC, between 2000 and 2100. */
export const when = z.int().check(z.minimum(946_684_800_000), z.maximum(4_102_444_800_000));

/** What a person typed; line breaks allowed, control characters not. */
export const freeText = z.string().check(z.maxLength(2_000));
export const shortText = z.string().check(z.minLength(1), z.maxLength(200));

/** Minor units of a currency (fen, cents). */
export const amountMinor = z.int().check(z.minimum(-1_000_000_000_00), z.maximum(1_000_000_000_00));

/** ISO 4217. */
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/));

/** A photo or file by content: hex sha-256, with what a screen needs before it is there. */
export const attachment = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  type: z.string().check(z.maxLength(100)),
  bytes: z.int().check(z.minimum(1), z.maximum(20_000_000)),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
});

export const countedMethod = z.enum(methods);
