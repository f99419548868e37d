import type { Fact } from '@fieldloop/domain/fact';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import type { Counter } from '@fieldloop/domain/tally';

export interface ShiftSummary {
  /** What this person counted, corrections taken off; only what is not zero. */
  readonly counts: readonly { readonly counter: Counter; readonly n: number }[];
  /** Minor units of the sales. */
  readonly amountMinor: number;
  readonly currency: string | undefined;
  readonly items: number;
  readonly steps: number;
  readonly corrections: number;
}

const shown: readonly Counter[] = ['passedBy', 'entered', 'triedOn', 'leftWithout', 'sizeMissing', 'receipt', 'contact', 'complaint', 'order'];

/** Adds up the facts of one shift, by what each contributes to the tallies. */
export function summarise(facts: readonly Pick<Fact, 'name' | 'payload'>[]): ShiftSummary {
  const increments = facts.flatMap((fact) => floorFacts.get(fact.name)?.counts?.(fact.payload, fact as Fact) ?? []);
  const sumOf = (counter: Counter) => increments.reduce((sum, each) => (each.counter === counter ? sum + each.n : sum), 0);
  const receipts = increments.filter(({ counter }) => counter === 'receipt');
  const named = (name: string) => facts.filter((fact) => fact.name === name).length;
  return {
    counts: shown.map((counter) => ({ counter, n: sumOf(counter) })).filter(({ n }) => n !== 0),
    amountMinor: receipts.reduce((sum, { amountMinor = 0 }) => sum + amountMinor, 0),
    currency: receipts.find(({ currency }) => currency !== undefined)?.currency,
    items: named('item-opened'),
    steps: named('step-completed'),
    corrections: named('count-corrected'),
  };
}
