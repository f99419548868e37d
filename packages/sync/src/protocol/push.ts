import * as z from 'zod/mini';
import { address, instant, scopeMap, scopeVersion, seqNumber } from './envelope.ts';
import { BYTES_PER_FACT, FACTS_PER_PUSH } from './limits.ts';
import { factReasons } from './reasons.ts';
import { uuidPattern } from './uuid.ts';

/**
 * `applied`: folded and counted. `duplicate`: was in the ledger already. `waiting`: in the ledger, until the record it
 * speaks of arrives. `superseded`: kept in history, changed nothing. `quarantined`: kept as received, with a reason.
 */
export const outcomeStates = ['applied', 'duplicate', 'waiting', 'superseded', 'quarantined'] as const;
export type OutcomeState = (typeof outcomeStates)[number];

export const outcome = z.object({
  seq: seqNumber,
  /** The fact that the ledger has at this seq: a copied device asks about seqs that another one used. Pulls carry it. */
  id: z.optional(z.string()),
  state: z.enum(outcomeStates),
  /** Version of the fact's scope that contains it. */
  version: z.optional(scopeVersion),
  /** Undefined as well when a newer server gives one that this app does not list: its outcome is heard all the same. */
  reason: z.catch(z.optional(z.enum(factReasons)), undefined),
  /** What somebody made of it once it lay in quarantine, and why. Pulls carry it. */
  settled: z.catch(z.optional(z.object({ as: z.enum(['released', 'dismissed']), note: z.optional(z.string()) })), undefined),
});
export type Outcome = z.infer<typeof outcome>;

/** Checks the frame alone: what is in `facts` is judged one by one, so a bad fact never rejects its neighbours. */
export const pushRequest = z.object({
  protocol: z.int().check(z.minimum(1)),
  device: address,
  /** The ledger's epoch as the device knows it; absent before the first answer. */
  epoch: z.optional(address),
  /** Version of the app, for support. */
  app: z.string().check(z.maxLength(60)),
  clientNow: instant,
  /** `facts[i]` has seq `firstSeq + i`. */
  firstSeq: seqNumber,
  /** Every own fact up to here has an outcome on the device. Between it and `firstSeq` another batch may be on its way. */
  settled: z.optional(z.int().check(z.minimum(0))),
  /** The id of the fact before these, when that one is on its way as well: of a copied device's two histories only one continues. */
  prior: z.optional(z.string().check(z.regex(uuidPattern))),
  facts: z.array(z.unknown()).check(z.maxLength(FACTS_PER_PUSH)),
  /** So many of this device's facts from `from` on were acknowledged, and it holds them no more: a person must know. */
  lost: z.optional(z.object({ from: seqNumber, count: z.int().check(z.minimum(1)) })),
  /** Instead of `facts`: the fact at `firstSeq`, which makes the server fail. Kept as this text, unread. */
  parked: z.optional(z.object({ id: z.string().check(z.regex(uuidPattern)), received: z.string().check(z.maxLength(2 * BYTES_PER_FACT)) })),
});
export type PushRequest = z.infer<typeof pushRequest>;

export const pushResponse = z.object({
  epoch: address,
  serverNow: instant,
  /** Highest seq of this device that the server has judged. */
  lastSeq: z.int().check(z.minimum(0)),
  results: z.array(outcome),
  /** Present when `firstSeq` left a gap: nothing was taken, send from here. */
  expect: z.optional(seqNumber),
  heads: scopeMap(scopeVersion),
  /** The server was restored from a backup since this device last spoke to it. */
  restored: z.optional(z.boolean()),
  retryAfter: z.optional(z.int()),
});
export type PushResponse = z.infer<typeof pushResponse>;
