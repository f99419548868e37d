import type { AnyFactDefinition, RecordRef } from '@fieldloop/domain/define-fact';
import type { FoldContext, RecordCatalogue, Refusal } from '@fieldloop/domain/define-record';
import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { recordsOf } from './read-payload.ts';

/** A record after a fold: `null` when it was deleted. */
export interface FoldedRecord {
  readonly ref: RecordRef;
  readonly data: unknown;
}

export type FoldOutcome =
  | { readonly changes: readonly FoldedRecord[]; readonly refused?: undefined }
  | { readonly refused: Refusal['refused']; readonly ref: RecordRef; readonly changes?: undefined };

/**
 * Folds one fact into the records it speaks of. The first one decides: its refusal refuses the whole fact. A later one
 * that refuses stays as it is. Pure; the same on both sides.
 * @param read today's data of a record, `undefined` when there is none
 * @param contextFor what the fold may know, by the record's scope
 * @param refs the records it speaks of, where they are known already
 */
export function foldFact(
  definition: AnyFactDefinition,
  records: RecordCatalogue,
  fact: Fact,
  read: (ref: RecordRef) => unknown,
  contextFor: (scope: ScopeKey) => FoldContext,
  refs: readonly RecordRef[] = recordsOf(definition, fact),
): FoldOutcome {
  if (refs.length === 0) return nothingToFold;
  const changes: FoldedRecord[] = [];
  for (const [index, ref] of refs.entries()) {
    const fold = records.get(ref.kind)?.folds[fact.name];
    if (!fold) continue;
    const before = read(ref);
    const after = fold(before, fact, contextFor(ref.scope));
    if (refuses(after)) {
      if (index === 0) return { refused: after.refused, ref };
    } else if (after !== before && !(after === null && before === undefined)) changes.push({ ref, data: after });
  }
  return { changes };
}

const nothingToFold: FoldOutcome = { changes: [] };

/** `scope/kind:id`, as a map key and as what a waiting fact waits for. */
export function addressOf(ref: RecordRef): string {
  return `${ref.scope}/${ref.kind}:${ref.id}`;
}

function refuses(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}
