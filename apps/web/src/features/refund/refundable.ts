import type { Fact } from '@fieldloop/domain/fact';
import type { Payloads } from '@fieldloop/domain/payloads';

/** A sale of this phone that money can still be given back for. */
export interface RefundableSale {
  readonly sale: string;
  readonly at: number;
  readonly currency: string;
  readonly units: number;
  /** What was paid less what was given back already, minor units. */
  readonly leftMinor: number;
}

type OwnFact = Pick<Fact, 'name' | 'payload' | 'at' | 'offset'>;

/** Sales among my facts, newest first, less refunds and corrections; sales without an amount cannot be refunded. */
export function refundableSales(facts: readonly OwnFact[]): readonly RefundableSale[] {
  const taken = new Map<string, number>();
  for (const { name, payload } of facts) {
    if (name === 'refund-recorded') {
      const { sale, amountMinor } = payload as Payloads['refund-recorded'];
      taken.set(sale, (taken.get(sale) ?? 0) + amountMinor);
    }
    if (name === 'count-corrected') {
      const { sale, lines } = payload as Payloads['count-corrected'];
      const receipt = lines.find(({ counter }) => counter === 'receipt');
      if (sale && receipt) taken.set(sale, (taken.get(sale) ?? 0) + (receipt.amountFrom ?? 0) - (receipt.amountTo ?? 0));
    }
  }
  return facts
    .filter(({ name }) => name === 'sale-recorded')
    .map((fact) => {
      const { sale, amountMinor, currency, units } = fact.payload as Payloads['sale-recorded'];
      return { sale, at: fact.at + fact.offset, currency, units, leftMinor: amountMinor - (taken.get(sale) ?? 0) };
    })
    .filter(({ leftMinor }) => leftMinor > 0)
    .toSorted((a, b) => b.at - a.at);
}
