import type * as z from 'zod/mini';
import type { Actor, Fact, RecordKey, ScopeKey } from './fact.ts';
import type { TallyIncrement } from './tally.ts';

/** A record that a fact folds into. The first ones are in the fact's own scope; others are projections. */
export interface RecordRef {
  readonly scope: ScopeKey;
  readonly kind: string;
  readonly id: string;
}

/**
 * May it be written? `own`: as long as it amends what its author wrote, and nothing else; where there is none of that it has
 * no effect. For facts that need not wait for a record.
 */
export type Allowance = boolean | 'own';

/**
 * One kind of fact. Everything else (validation, permission, storage, folding, tallies,
 * generators, audit text) derives from this one object.
 */
export interface FactDefinition<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  readonly version: number;
  /** Kind of scope it is written to. Phones write only `site`. */
  readonly home: 'site' | 'desk' | 'person';
  readonly payload: z.ZodMiniType<Payload>;
  /** Turns an older payload into the current shape; called with the version it was written in. */
  readonly upcast?: (payload: unknown, version: number) => unknown;
  /** Judged at the fact's corrected time. Absent: only the server device. */
  readonly allowed?: (actor: Actor, fact: Fact<Payload>, at: number) => Allowance;
  /** The records it speaks of, for the envelope. */
  readonly subjects?: (payload: Payload) => readonly RecordKey[];
  /**
   * The records it folds into. Default: `subjects` in the fact's own scope. The first one decides: its
   * refusal refuses (or holds back) the whole fact, tallies included. A later one that refuses is left as it is.
   */
  readonly folds?: (fact: Fact<Payload>) => readonly RecordRef[];
  /** What it adds to the tallies of its site. */
  readonly counts?: (payload: Payload, fact: Fact<Payload>) => readonly TallyIncrement[];
  /**
   * The facts that it takes back or changes: one, or what a device wrote within [from, until). The ledger, which alone
   * has them, shows those that counted to the folds.
   */
  readonly amends?: (payload: Payload) => Amends;
  /** Changes which revision was in force at a site from an instant on; tallies after it are re-keyed. */
  readonly puts?: (payload: Payload, correctedAt: number) => { readonly revision: string; readonly from: number };
  /** A payload that is valid: for generators and as the test vector of this version. */
  readonly sample: NoInfer<Payload>;
}

/** By id, or by device and time. */
export type Amends = { readonly fact: string } | { readonly device: string; readonly from: number; readonly until: number };

/** Declares a fact; infers its payload from the schema. */
export function defineFact<const Name extends string, Payload>(
  definition: FactDefinition<Name, Payload>,
): FactDefinition<Name, Payload> {
  return definition;
}

/** The payload type of a definition. */
export type PayloadOf<Definition> = Definition extends FactDefinition<string, infer Payload> ? Payload : never;

// A method-style bivariant view, so that definitions of different payloads fit one map.
export interface AnyFactDefinition {
  readonly name: string;
  readonly version: number;
  readonly home: 'site' | 'desk' | 'person';
  readonly payload: z.ZodMiniType<unknown>;
  upcast?(payload: unknown, version: number): unknown;
  allowed?(actor: Actor, fact: Fact<unknown>, at: number): Allowance;
  subjects?(payload: unknown): readonly RecordKey[];
  folds?(fact: Fact<unknown>): readonly RecordRef[];
  counts?(payload: unknown, fact: Fact<unknown>): readonly TallyIncrement[];
  amends?(payload: unknown): Amends;
  puts?(payload: unknown, correctedAt: number): { readonly revision: string; readonly from: number };
  readonly sample: unknown;
}

/** Facts by name. */
export type FactCatalogue = ReadonlyMap<string, AnyFactDefinition>;

/** Builds a catalogue; two facts of one name are a mistake worth stopping for. */
export function factCatalogue(definitions: readonly unknown[]): FactCatalogue {
  const catalogue = new Map<string, AnyFactDefinition>();
  for (const definition of definitions as readonly AnyFactDefinition[]) {
    if (catalogue.has(definition.name)) throw new RangeError(`two facts are named ${definition.name}`);
    catalogue.set(definition.name, definition);
  }
  return catalogue;
}
