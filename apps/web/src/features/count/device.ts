import type { OwnFact } from './corrections.ts';

/** The device in a fact's stamp: after 16 hex digits and a dash. */
export function deviceOf(fact: Pick<OwnFact, 'stamp'>): string {
  return fact.stamp.slice(17);
}
