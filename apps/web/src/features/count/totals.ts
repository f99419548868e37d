import { bucketMs } from '@fieldloop/domain/tally';
import type { Counter, Tally } from '@fieldloop/domain/tally';

/** A span of time, ms; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

type Bucket = Pick<Tally, 'counter' | 'n' | 'start'>;

/** How many in these buckets. */
export function countIn(tallies: readonly Bucket[], counter: Counter, span?: Span): number {
  return tallies.reduce((sum, tally) => (tally.counter === counter && inside(tally, span) ? sum + tally.n : sum), 0);
}

/** Entries over all who came by, both as counted. */
export function entryCounts(tallies: readonly Bucket[], span?: Span): { readonly entered: number; readonly footfall: number } {
  const entered = countIn(tallies, 'entered', span);
  return { entered, footfall: entered + countIn(tallies, 'passedBy', span) };
}

/** Fewer people than this make a rate jump about. */
const leastForPoint = 10;

/** The entry rate of each hour from `day.from` until the hour of `now`; undefined where too few came by. */
export function hourlyEntryRates(tallies: readonly Bucket[], day: Span, now: number): readonly (number | undefined)[] {
  const rates: (number | undefined)[] = [];
  for (let start = day.from; start < Math.min(day.to, now); start += 4 * bucketMs) {
    const { entered, footfall } = entryCounts(tallies, { from: start, to: start + 4 * bucketMs });
    rates.push(footfall >= leastForPoint ? entered / footfall : undefined);
  }
  return rates;
}

function inside(tally: Bucket, span: Span | undefined): boolean {
  return span === undefined || (tally.start >= span.from && tally.start < span.to);
}
