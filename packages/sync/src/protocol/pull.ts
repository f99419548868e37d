import * as z from 'zod/mini';
import type { Counter, Method } from '@fieldloop/domain/tally';
import { address, instant, recordKey, scopeKey, scopeMap, scopeVersion, seqNumber } from './envelope.ts';
import { ASKS_PER_PULL, MAX_ROWS_PER_PULL } from './limits.ts';
import { outcome } from './push.ts';

/** How far a snapshot has come: it will end at `version`, and the keys up to `after` are there. */
export const snapshotPosition = z.object({ version: scopeVersion, after: z.optional(recordKey) });
export type SnapshotPosition = z.infer<typeof snapshotPosition>;

export const pullRequest = z.object({
  protocol: z.int().check(z.minimum(1)),
  device: address,
  epoch: z.optional(address),
  /** Scopes that are complete up to a version. */
  cursors: scopeMap(scopeVersion),
  /** Scopes whose snapshot is under way. */
  snapshots: z.optional(scopeMap(snapshotPosition)),
  /** Whether the device shows tallies (phones do, the desk asks for totals instead). */
  tallies: z.optional(z.boolean()),
  /** Every own fact up to here has an outcome on the device; the answer tells those of later ones. */
  settled: z.optional(z.int().check(z.minimum(0))),
  /** Own facts whose outcome was not final. */
  asks: z.optional(z.array(seqNumber).check(z.maxLength(ASKS_PER_PULL))),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_ROWS_PER_PULL))),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** A record as it is now, or the fact that it has left (`deleted` by a person, `archived` by the server). */
export const recordRow = z.object({
  kind: z.string(),
  id: z.string(),
  version: scopeVersion,
  data: z.optional(z.unknown()),
  gone: z.optional(z.enum(['deleted', 'archived'])),
});
export type RecordRow = z.infer<typeof recordRow>;

/** One tally bucket of the page's site, absolute. Parts that are empty are left out. */
export const tallyRow = z.object({
  start: instant,
  counter: z.string() as unknown as z.ZodMiniType<Counter>,
  method: z.string() as unknown as z.ZodMiniType<Method>,
  plan: z.optional(z.string()),
  inForce: z.optional(z.string()),
  inHand: z.optional(z.string()),
  zone: z.optional(z.string()),
  segment: z.optional(z.string()),
  detail: z.optional(z.string()),
  currency: z.optional(z.string()),
  n: z.int(),
  amountMinor: z.optional(z.int()),
  minutes: z.optional(z.int()),
  version: scopeVersion,
});
export type TallyRow = z.infer<typeof tallyRow>;

/**
 * Whole versions of one scope: everything in (from, to], or a page of a snapshot. The client checks that `from` is its
 * cursor (absent: it had none) and applies rows and position in one transaction.
 */
export const scopeChange = z.object({
  scope: scopeKey,
  from: z.optional(scopeVersion),
  to: scopeVersion,
  rows: z.array(recordRow),
  tallies: z.optional(z.array(tallyRow)),
  /** Version that `tallies` are the state of: the head, whatever `to` is. */
  tallied: z.optional(scopeVersion),
  /** Buckets that start before this have left the device's window. */
  tallySince: z.optional(instant),
  /** More of this scope follows. */
  more: z.boolean(),
  /** Set while a snapshot is under way; `to` becomes the cursor once `more` is false. */
  snapshot: z.optional(snapshotPosition),
  /** Of all live records at `to`; only when `to` is the head. */
  digest: z.optional(z.object({ count: z.int(), hash: z.string() })),
});
export type ScopeChange = z.infer<typeof scopeChange>;

export const pullResponse = z.object({
  epoch: address,
  serverNow: instant,
  /** Scopes that the person may read and the device does not have yet. */
  add: z.array(scopeKey),
  /** Scopes that the person may read no longer: purge them. */
  remove: z.array(scopeKey),
  /** Scopes whose cursor is of no use (too old, or past the head): read them anew. */
  reset: z.array(scopeKey),
  changes: z.array(scopeChange),
  /** Ask again at once: not every scope has reached its head. */
  more: z.boolean(),
  /** Highest seq of this device whose effects are contained; only when every head is reached. */
  deviceLastSeq: z.optional(z.int()),
  outcomes: z.optional(z.array(outcome)),
});
export type PullResponse = z.infer<typeof pullResponse>;
