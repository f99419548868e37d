import { factReasons } from '@fieldloop/sync/protocol';
import * as z from 'zod';

const count = z.int().min(0);

/** What became of a fact of a file, or would. `damaged`: it is not what the phone wrote. `refused`: not the carrier's to bring. */
const fate = z.enum(['applied', 'duplicate', 'waiting', 'superseded', 'quarantined', 'refused', 'damaged']);

/** One fact that did not simply get in. `name`, `scope` and `at` are as its phone gave them, where they can be read. */
const listed = z.object({
  seq: z.int().optional(),
  /** In the file, counted from 1. */
  line: z.int().optional(),
  name: z.string().optional(),
  scope: z.string().optional(),
  at: z.int().optional(),
  state: fate,
  reason: z.enum(factReasons).optional(),
});

/** What a file of waiting facts holds, and what taking it does, or would do. */
export const waitingFileReport = z.object({
  /** False: this is what would happen, and nothing has. */
  taken: z.boolean(),
  person: z.object({ id: z.string(), name: z.string() }),
  exportedAt: z.int(),
  app: z.string(),
  /** Sites that its facts speak of. */
  sites: z.array(z.string()),
  part: z.int(),
  parts: z.int(),
  /** Facts that it says it has. */
  facts: count,
  /** Photos that wait on the phone, and are not in it. */
  photos: count,
  /** When the first and the last of its facts happened, ms. */
  first: z.int().optional(),
  last: z.int().optional(),
  counts: z.object({
    /** New, by what became of them. */
    applied: count, waiting: count, superseded: count, quarantined: count,
    /** In the ledger or its quarantine already. */
    there: count,
    /** Left where they are: not the carrier's, not what the phone wrote, or not in the file although it says so. */
    refused: count, damaged: count, missing: count,
  }),
  /** Those that need a look, in the file's order; the first 300. */
  listed: z.array(listed),
  /** How many more need a look. */
  more: count,
});
export type WaitingFileReport = z.infer<typeof waitingFileReport>;
