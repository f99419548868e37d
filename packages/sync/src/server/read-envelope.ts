import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { factEnvelope } from '../protocol/envelope.ts';
import { stampPattern } from '../protocol/stamp.ts';
import { uuidPattern } from '../protocol/uuid.ts';

/**
 * The fact inside what was received, or undefined when it is none. `factEnvelope` is the law; the checks here accept,
 * in a tenth of the time, what a phone of today writes, and leave everything else to it. `read-envelope.test.ts` holds
 * that they never accept what the law refuses.
 */
export function readEnvelope(received: unknown): Fact | undefined {
  if (isPlainFact(received)) return received;
  const parsed = factEnvelope.safeParse(received);
  return parsed.success ? parsed.data : undefined;
}

const namePattern = /^[a-z][a-z0-9-]{0,59}$/;
const sitePattern = /^site:[\w.@:-]{1,64}$/;
const revisionPattern = /^[\w.:-]{1,60}@\d{1,9}$/;
const recordPattern = /^[a-z][a-z0-9-]{0,40}:[\w.@:-]{1,200}$/;
const safe = Number.isSafeInteger;

/** Without extra keys, so that it can be taken as it is. */
function isPlainFact(value: unknown): value is Fact {
  if (typeof value !== 'object' || value === null) return false;
  const fact = value as Partial<Record<keyof Fact, unknown>>;
  const { id, seq, name, version, scope, subjects, seen, inForce, inHand, at, offset, mono, stamp } = fact;
  return (
    typeof id === 'string' && uuidPattern.test(id) &&
    safe(seq) && (seq as number) >= 1 &&
    typeof name === 'string' && namePattern.test(name) &&
    safe(version) && (version as number) >= 1 && (version as number) <= 10_000 &&
    typeof scope === 'string' && (scope === ('desk' satisfies ScopeKey) || sitePattern.test(scope)) &&
    Array.isArray(subjects) && subjects.length <= 50 && subjects.every(isRecordKey) &&
    (seen === undefined || (safe(seen) && (seen as number) >= 0)) &&
    (inForce === undefined || isRevision(inForce)) &&
    (inHand === undefined || isRevision(inHand)) &&
    isInstant(at) && isInstant(offset) &&
    typeof mono === 'number' && Number.isFinite(mono) &&
    typeof stamp === 'string' && stampPattern.test(stamp) &&
    'payload' in fact && hasOnlyKnownKeys(fact)
  );
}

const known: ReadonlySet<string> = new Set(Object.keys(factEnvelope.shape));

function hasOnlyKnownKeys(fact: object): boolean {
  for (const key in fact) if (!known.has(key)) return false;
  return true;
}

function isInstant(value: unknown): boolean {
  return safe(value) && Math.abs(value as number) <= 8.64e15;
}

function isRevision(value: unknown): boolean {
  return typeof value === 'string' && revisionPattern.test(value);
}

function isRecordKey(value: unknown): boolean {
  return typeof value === 'string' && recordPattern.test(value);
}
