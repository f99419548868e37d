import type { Fact, ScopeKey } from '../facts/fact.ts';
import type { FactName, Payloads } from '../facts/payloads.ts';
import type { AnyRecordDefinition, FoldContext, RecordDefinition } from './define-record.ts';
import { isRefusal } from './define-record.ts';

/** What a test may say about a fact besides its payload. */
export interface Circumstances {
  readonly at?: number;
  /** Second part of the clock, for facts of one instant. */
  readonly counter?: number;
  readonly device?: string;
  readonly author?: string;
  readonly scope?: ScopeKey;
  readonly seen?: number;
  /** Version that the scope takes with this fact. */
  readonly version?: number;
  readonly receivedAt?: number;
}

export interface WrittenFact<Payload = unknown> extends Fact<Payload> {
  readonly context: FoldContext;
}

/** A fact as it arrives at a fold, with the context that a ledger would give. */
export function write<Name extends FactName>(name: Name, payload: Payloads[Name], about: Circumstances = {}): WrittenFact<Payloads[Name]> {
  const { at = 1_000, counter = 0, device = 'device-1', author = 'lin-xiao', scope = 'site:ja', seen, version = 1 } = about;
  const stamp = `${at.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}-${device}`;
  const context = { scope, at, stamp, device, author, version, receivedAt: about.receivedAt ?? at };
  return {
    id: `01900000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`, seq: 1, name, version: 1, scope, subjects: [], seen,
    at, offset: 0, mono: at, stamp, payload, context,
  };
}

/** Folds one fact into a record, in the fact's own scope unless another is given. */
export function fold<Data>(record: RecordDefinition<Data>, data: Data | undefined, fact: WrittenFact, scope: ScopeKey = fact.scope): unknown {
  const definition = record as unknown as AnyRecordDefinition;
  const run = definition.folds[fact.name];
  if (!run) throw new Error(`${record.kind} does not fold ${fact.name}`);
  return run(data, fact, { ...fact.context, scope });
}

/** Folds facts in this order; a refusal leaves the record as it is. */
export function apply<Data>(record: RecordDefinition<Data>, facts: readonly WrittenFact[], scope?: ScopeKey): Data | null | undefined {
  return facts.reduce<Data | null | undefined>((data, fact) => {
    const next = fold(record, data ?? undefined, fact, scope);
    return isRefusal(next) ? data : (next as Data | null);
  }, undefined);
}

export function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}
