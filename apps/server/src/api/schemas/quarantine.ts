import * as z from 'zod';
import { factReasons, outcomeStates } from '@fieldloop/sync/protocol';
import { instant } from './measured.ts';

const device = z.string().min(1).max(64);
const note = z.string().trim().min(1).max(500);

/** A fact that is not in the ledger, by its author's device and seq. */
export const quarantineAddress = z.strictObject({ device, seq: z.int().min(1) });

export const quarantinedFact = z.strictObject({
  device,
  seq: z.int(),
  reason: z.enum(factReasons),
  author: z.strictObject({ id: z.string(), name: z.string() }),
  receivedAt: instant,
  bytes: z.int(),
  /** The envelope's main parts, where it is one. */
  fact: z.strictObject({ id: z.string(), name: z.string(), version: z.int(), scope: z.string(), at: z.number(), payload: z.unknown() }).optional(),
  /** The first 2,000 characters as received, where it is none. */
  text: z.string().optional(),
  settled: z.strictObject({ as: z.enum(['released', 'dismissed']), by: z.string(), at: instant, note: z.string().optional() }).optional(),
});
export type QuarantinedFactShown = z.infer<typeof quarantinedFact>;

/** Newest first. `settled`: also what was released or dismissed. */
export const quarantineListInput = z
  .strictObject({ before: instant.optional(), limit: z.int().min(1).max(200).default(50), settled: z.boolean().default(false) })
  .optional();

/** `payload`: instead of the one written, in today's shape. */
export const releaseInput = quarantineAddress.extend({ payload: z.unknown().optional(), note: note.optional() });
/** `quarantined` with a reason: still refused, and still there. */
export const releaseOutput = z.strictObject({ state: z.enum(outcomeStates), reason: z.enum(factReasons).optional() });
/** The author is told the reason. */
export const dismissInput = quarantineAddress.extend({ note });
