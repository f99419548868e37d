import { factReasons } from '@fieldloop/sync/protocol';
import * as z from 'zod';

const id = z.string().min(1).max(64);
const reason = z.enum(factReasons);

/** Where a fact lies in quarantine. */
export const heldAddress = z.object({ device: id, seq: z.int().min(1) });

export const heldFilter = z.object({
  settled: z.boolean().default(false),
  reason: reason.optional(),
  site: id.optional(),
  author: id.optional(),
  before: heldAddress.extend({ receivedAt: z.int() }).optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** A fact that was not taken. `name`, `scope` and `at` are as its author's device gave them, where they can be read. */
export const held = heldAddress.extend({
  author: z.string(),
  reason,
  receivedAt: z.int(),
  bytes: z.int(),
  /** Who brought it in a file, instead of its author's device. */
  carriedBy: z.string().optional(),
  name: z.string().optional(),
  scope: z.string().optional(),
  /** By the clock of the device, corrected by its own measure, ms. */
  at: z.int().optional(),
  settled: z
    .object({ as: z.enum(['released', 'dismissed']), by: z.string(), at: z.int(), note: z.string().optional() })
    .optional(),
});

/** With what was received: `text`, or `hex` where it is no text. */
export const heldWhole = held.extend({
  text: z.string().optional(),
  hex: z.string().optional(),
  written: z.object({ payload: z.unknown() }).optional(),
  /** What counts instead, once it was released with other content. */
  counted: z.object({ payload: z.unknown() }).optional(),
});

/** Facts of one's own whose content may have been mended. */
export const countedAsked = z.object({ facts: z.array(z.guid()).min(1).max(100) });
/** What counts of them: the payload, in the shape of this version. */
export const counted = z.object({ id: z.string(), version: z.int(), payload: z.unknown() });

const note = z.string().trim().max(500);

export const release = heldAddress.extend({
  /** Instead of the payload that was written, in today's shape. */
  payload: z.unknown().optional(),
  note: note.optional(),
});

/** `quarantined`: still refused, with the reason; nothing has changed. */
export const released = z.object({
  state: z.enum(['applied', 'duplicate', 'waiting', 'superseded', 'quarantined']),
  reason: reason.optional(),
});

export const dismissal = heldAddress.extend({ note: note.min(1, 'say why') });

export const heldCount = z.object({ waiting: z.int() });
