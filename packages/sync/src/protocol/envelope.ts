import * as z from 'zod/mini';
import type { Fact, RecordKey, ScopeKey } from '@fieldloop/domain/fact';
import { stampPattern } from './stamp.ts';
import { uuidPattern } from './uuid.ts';

/** Part of an address: of a site, a person, a record or a device. */
export const address = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.@:-]+$/));

export const scopeKey = z
  .string()
  .check(z.maxLength(80), z.regex(/^(desk|(site|person):[\w.@:-]{1,64})$/)) as unknown as z.ZodMiniType<ScopeKey>;

/** `kind:id`. */
export const recordKey = z
  .string()
  .check(z.maxLength(400), z.regex(/^[a-z][a-z0-9-]{0,40}:[\w.@:-]+$/)) as unknown as z.ZodMiniType<RecordKey>;

export const seqNumber = z.int().check(z.minimum(1));
export const scopeVersion = z.int().check(z.minimum(0));
/** ms since 1970, any year a broken clock can show. */
export const instant = z.int().check(z.minimum(-8.64e15), z.maximum(8.64e15));

/** An object keyed by scope. */
export function scopeMap<Value>(value: z.ZodMiniType<Value>): z.ZodMiniType<Readonly<Partial<Record<ScopeKey, Value>>>> {
  return z.record(scopeKey as unknown as z.core.$ZodRecordKey, value) as never;
}

const revision = z.string().check(z.maxLength(80), z.regex(/^[\w.:-]+@\d+$/)) as unknown as z.ZodMiniType<
  `${string}@${number}`
>;

/** The envelope. Its payload is judged apart, by the fact's own definition. */
export const factEnvelope = z.object({
  id: z.string().check(z.regex(uuidPattern)),
  seq: seqNumber,
  name: z.string().check(z.minLength(1), z.maxLength(60), z.regex(/^[a-z][a-z0-9-]*$/)),
  version: z.int().check(z.minimum(1), z.maximum(10_000)),
  scope: scopeKey,
  subjects: z.array(recordKey).check(z.maxLength(50)),
  seen: z.optional(scopeVersion),
  inForce: z.optional(revision),
  inHand: z.optional(revision),
  at: instant,
  offset: instant,
  mono: z.number(),
  stamp: z.string().check(z.regex(stampPattern)),
  payload: z.unknown(),
});

/** Holds the schema and the domain's envelope to each other: a field in one alone does not compile. */
export type Envelope = z.infer<typeof factEnvelope>;
true satisfies Envelope extends Fact ? (keyof Fact extends keyof Envelope ? true : false) : false;
