import { wilsonInterval } from '@fieldloop/statistics';
import type { Counter, Tally } from '@fieldloop/domain/tally';
import type { Measured } from '../api/schemas/measured.ts';
import type { SeriesPoint } from '../api/schemas/insight-plan.ts';

/** How many visitors one counted visitor of a site stands for. */
export type FactorOf = (site: string) => number;

/** The numbers of shops over some buckets. People of sampled sites are multiplied for display; rates are of what was counted. */
export function shopPoint(tallies: readonly Tally[], start: number, key: string, factorOf: FactorOf): SeriesPoint {
  const counted = (counter: Counter) => tallies.reduce((sum, tally) => sum + (tally.counter === counter ? tally.n : 0), 0);
  const people = (counter: Counter) =>
    tallies.reduce((sum, tally) => sum + (tally.counter === counter ? tally.n * (tally.method === 'sample' ? factorOf(tally.site) : 1) : 0), 0);
  const sampled = tallies.some(({ method }) => method === 'sample');
  const receipts = counted('receipt');
  return {
    start, key,
    passedBy: people('passedBy'),
    entered: people('entered'),
    triedOn: people('triedOn'),
    receipts,
    units: counted('unit'),
    contacts: counted('contact'),
    amountMinor: tallies.reduce((sum, tally) => sum + (tally.counter === 'receipt' ? tally.amountMinor : 0), 0),
    entryRate: share(counted('entered'), counted('entered') + counted('passedBy')),
    conversion: sampled ? plainShare(receipts, people('entered')) : share(receipts, people('entered')),
  };
}

/** A share of people with Wilson's interval; without one where the parts cannot be. */
export function share(numerator: number, denominator: number): Measured {
  const plain = plainShare(numerator, denominator);
  if (denominator <= 0 || numerator < 0 || numerator > denominator) return plain;
  const { low, high } = wilsonInterval(numerator, denominator);
  return { ...plain, low, high };
}

/** A share without an interval. */
export function plainShare(numerator: number, denominator: number): Measured {
  return denominator > 0 ? { numerator, denominator, value: numerator / denominator } : { numerator, denominator };
}
