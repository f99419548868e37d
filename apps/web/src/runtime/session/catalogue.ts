import type { AnyFactDefinition, FactCatalogue } from '@fieldloop/domain/define-fact';

/** A catalogue that a page can add to: the phone starts with what phones write, the desk adds its own. */
export type MutableFactCatalogue = FactCatalogue & Map<string, AnyFactDefinition>;

export function growingCatalogue(first: FactCatalogue): MutableFactCatalogue {
  return new Map(first);
}
