import type { Fact, ScopeKey, Stamp } from '../facts/fact.ts';
import type { TallyIncrement } from '../facts/tally.ts';

/** What a fold knows besides the record and the fact. The same on phone and server but for `at`, `stamp` and `version`. */
export interface FoldContext {
  /** The scope of the record being folded (not of the fact, which may be projected). */
  readonly scope: ScopeKey;
  /** Corrected time on the server, the estimate on a device. */
  readonly at: number;
  readonly stamp: Stamp;
  readonly device: string;
  /** Person id of the author. */
  readonly author: string;
  /** The scope version this fold produces; Infinity for a fact that is not confirmed yet. */
  readonly version: number;
  /** When the server received it; on a device, `at`. */
  readonly receivedAt: number;
  /** What the fact amends and has counted, as the ledger knows it; absent on a device, which believes its own. */
  readonly amended?: readonly Amended[] | undefined;
}

/** A fact that counted, as what amends it needs to see it. */
export interface Amended {
  /** The id that its device had when it was written. */
  readonly device: string;
  readonly author: string;
  /** What it amends itself, if it does. */
  readonly amends?: 'fact' | 'span' | undefined;
  /** Each with the instant that it was counted at. */
  readonly counted: readonly (TallyIncrement & { readonly at: number })[];
}

/** Why a fold declined. `missing`: the record is not there yet, so the fact waits. */
export interface Refusal {
  readonly refused: 'missing' | 'superseded' | 'not-allowed' | 'invalid';
}

export const missing: Refusal = { refused: 'missing' };
export const superseded: Refusal = { refused: 'superseded' };

/** Returns the next data, `null` to delete (a tombstone), or a refusal. Must not mutate `data`. */
export type Fold<Data, Payload = never> = (
  data: Data | undefined,
  fact: Fact<Payload>,
  context: FoldContext,
) => Data | null | Refusal;

/** Columns a server can query without reading `data`. */
export interface PromotedColumns {
  readonly status?: string | undefined;
  readonly assignee?: string | undefined;
  readonly dueAt?: number | undefined;
}

/** One kind of record: how each fact folds into it. Pure. */
export interface RecordDefinition<Data = unknown> {
  readonly kind: string;
  /** By fact name. A fact that is not listed leaves the record alone. */
  readonly folds: Readonly<Record<string, Fold<Data, never>>>;
  readonly promote?: (data: Data) => PromotedColumns;
  /** False once a record needs to live on devices no longer (closed, archived). Default: always true. */
  readonly open?: (data: Data) => boolean;
}

/** Declares a record. */
export function defineRecord<Data>(definition: RecordDefinition<Data>): RecordDefinition<Data> {
  return definition;
}

export interface AnyRecordDefinition {
  readonly kind: string;
  readonly folds: Readonly<Record<string, (data: unknown, fact: Fact<unknown>, context: FoldContext) => unknown>>;
  promote?(data: unknown): PromotedColumns;
  open?(data: unknown): boolean;
}

/** Records by kind. */
export type RecordCatalogue = ReadonlyMap<string, AnyRecordDefinition>;

export function recordCatalogue(definitions: readonly unknown[]): RecordCatalogue {
  const catalogue = new Map<string, AnyRecordDefinition>();
  for (const definition of definitions as readonly AnyRecordDefinition[]) {
    if (catalogue.has(definition.kind)) throw new RangeError(`two records are of kind ${definition.kind}`);
    catalogue.set(definition.kind, definition);
  }
  return catalogue;
}

/** A refusal, as opposed to data. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

/** A field that remembers who set it and when: last writer by stamp wins. */
export interface Field<Value> {
  readonly value: Value;
  readonly stamp: Stamp;
  readonly device: string;
  readonly by: string;
  readonly version: number;
}

/** Sets a field unless a later stamp already did. */
export function setField<Value>(field: Field<Value> | undefined, value: Value, context: FoldContext): Field<Value> {
  if (field && field.stamp > context.stamp) return field;
  return { value, stamp: context.stamp, device: context.device, by: context.author, version: context.version };
}

/** Stale: another device set the field after the version that the author had seen. */
export function isStale(field: Field<unknown> | undefined, fact: Fact<unknown>, context: FoldContext): boolean {
  return field !== undefined && field.device !== context.device && field.version > (fact.seen ?? 0);
}
