import type { AnyFactDefinition, RecordRef } from '@fieldloop/domain/define-fact';
import type { Fact } from '@fieldloop/domain/fact';

/** The fact with its payload in today's shape, or why it cannot be read. */
export type ReadPayload =
  | { readonly fact: Fact; readonly reason?: undefined }
  | { readonly reason: 'newer-version' | 'invalid'; readonly fact?: undefined };

/** Upcasts an older payload, then holds it to the definition's schema. A newer one is unread, not invalid. */
export function readPayload(definition: AnyFactDefinition, fact: Fact): ReadPayload {
  if (fact.version > definition.version) return { reason: 'newer-version' };
  const current =
    fact.version < definition.version && definition.upcast
      ? definition.upcast(fact.payload, fact.version)
      : fact.payload;
  const parsed = definition.payload.safeParse(current);
  return parsed.success ? { fact: { ...fact, payload: parsed.data } } : { reason: 'invalid' };
}

/** The records that a fact folds into: as its definition says, else its subjects in its own scope. */
export function recordsOf(definition: AnyFactDefinition, fact: Fact): readonly RecordRef[] {
  if (definition.folds) return definition.folds(fact);
  const subjects = definition.subjects?.(fact.payload) ?? fact.subjects;
  return subjects.map((key) => {
    const colon = key.indexOf(':');
    return { scope: fact.scope, kind: key.slice(0, colon), id: key.slice(colon + 1) };
  });
}
