import type { AnyFactDefinition, FactCatalogue } from '@fieldloop/domain/define-fact';
import type { Fact } from '@fieldloop/domain/fact';
import { readPayload } from '../folding/read-payload.ts';
import { BYTES_PER_FACT, utf8Length } from '../protocol/limits.ts';
import type { PushRequest } from '../protocol/push.ts';
import type { FactReason } from '../protocol/reasons.ts';
import { uuidPattern } from '../protocol/uuid.ts';
import { deepJsonText, isTooDeep } from './deep-json.ts';
import { readEnvelope } from './read-envelope.ts';

/** A fact that can be judged further. `written` is as received, `fact` has its payload in today's shape. */
export interface ReadableFact {
  readonly seq: number;
  readonly written: Fact;
  readonly fact: Fact;
  readonly definition: AnyFactDefinition;
  /** The payload as JSON: measured and checked here, stored as it is. */
  readonly payloadText: string;
}

/** One that cannot: it goes to quarantine as received. */
export interface UnreadableFact {
  readonly seq: number;
  readonly id: string | undefined;
  readonly reason: FactReason;
  readonly received: string;
}

export type Candidate = ReadableFact | UnreadableFact;

/** Reads one element of a push, by itself. Never throws. */
export function readFact(catalogue: FactCatalogue, seq: number, received: unknown): Candidate {
  const refuse = (reason: FactReason): UnreadableFact => ({
    seq, id: idOf(received), reason, received: isTooDeep(received) ? deepJsonText(received) : (JSON.stringify(received) ?? 'null'),
  });
  const written = readEnvelope(received);
  if (!written || written.seq !== seq || isTooDeep(written.payload)) return refuse('malformed');
  // The rest of the envelope is short and plain by its schema.
  const payloadText = JSON.stringify(written.payload) ?? 'null';
  if (payloadText.length > BYTES_PER_FACT / 4 && utf8Length(payloadText) > BYTES_PER_FACT) return refuse('too-long');
  if (!isStorable(payloadText)) return refuse('unstorable');
  const definition = catalogue.get(written.name);
  if (!definition) return refuse('unknown-fact');
  if (!written.scope.startsWith(definition.home)) return refuse('wrong-scope');
  const read = readPayload(definition, written);
  if (!read.fact) return refuse(read.reason);
  return { seq, written, fact: read.fact, definition, payloadText };
}

/** One that its device has given up on, because the server fails at it: kept as it is, and not looked into. */
export function parkedFact(seq: number, { id, received }: NonNullable<PushRequest['parked']>): UnreadableFact {
  return { seq, id, reason: 'parked', received };
}

export function isReadable(candidate: Candidate): candidate is ReadableFact {
  return 'definition' in candidate;
}

/** Sends a fact that was readable to quarantine after all. */
export function quarantine(candidate: ReadableFact, reason: FactReason): UnreadableFact {
  return { seq: candidate.seq, id: candidate.written.id, reason, received: JSON.stringify(candidate.written) };
}

// JSON in PostgreSQL holds neither NUL nor half a surrogate pair. JSON.stringify escapes both (and whole pairs never),
// so their escapes are the sign; an escape whose backslash is itself escaped is plain text.
const escaped = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function isStorable(text: string): boolean {
  return !text.includes('\\u') || !escaped.test(text);
}

function idOf(received: unknown): string | undefined {
  if (typeof received !== 'object' || received === null || !('id' in received)) return undefined;
  return typeof received.id === 'string' && uuidPattern.test(received.id) ? received.id : undefined;
}
