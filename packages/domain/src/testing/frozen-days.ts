import type { Counter, Tally } from '../facts/tally.ts';
import { instantOf, weekdayOf } from '../time/local-time.ts';

/** One shop day, in full. */
export interface FrozenDay {
  readonly day: string;
  readonly passers: number;
  readonly entered: number;
  readonly triedOn: number;
  readonly receipts: number;
  readonly amountMinor: number;
}

/** Four weeks of an invented pop-up, by day: passers-by in all, entered, tried on, receipts, sales in yuan. */
const TOTALS: readonly (readonly [number, number, number, number, number])[] = [
  [2087, 262, 15, 8, 2119], [1901, 241, 13, 7, 1990], [1934, 243, 14, 8, 2489], [1411, 167, 9, 5, 1518],
  [2175, 293, 20, 10, 2729], [3733, 461, 26, 15, 4382], [3050, 355, 23, 11, 3351], [1867, 234, 16, 6, 1495],
  [1829, 236, 15, 8, 2231], [1945, 226, 14, 6, 1734], [1847, 227, 15, 7, 1956], [1781, 198, 13, 6, 1738],
  [3273, 361, 21, 11, 2981], [2984, 315, 18, 10, 2960], [1811, 529, 69, 31, 9726], [1919, 635, 102, 47, 14918],
  [1456, 527, 97, 46, 14903], [1868, 709, 172, 73, 26076], [2189, 871, 200, 88, 27108], [3784, 1456, 310, 160, 50479],
  [3126, 1274, 276, 137, 45520], [1844, 738, 150, 66, 19817], [1897, 750, 173, 70, 21947], [1889, 731, 161, 78, 24996],
  [1345, 488, 108, 51, 16759], [2142, 842, 175, 91, 28937], [3387, 1259, 277, 133, 40409], [3086, 1252, 272, 122, 37471],
];

/** Day 1 is Monday 2026-06-22. */
export function dayNumber(number: number): string {
  return new Date(Date.UTC(2026, 5, 21 + number)).toISOString().slice(0, 10);
}

export const frozenDays: readonly FrozenDay[] = TOTALS.map(([passers, entered, triedOn, receipts, yuan], index) => ({
  day: dayNumber(index + 1),
  passers,
  entered,
  triedOn,
  receipts,
  amountMinor: yuan * 100,
}));

const HOURS = {
  weekday: [4, 6, 11, 9, 6, 6, 6, 9, 13, 13, 10, 7],
  weekend: [4, 6, 8, 9, 11, 12, 12, 10, 9, 8, 7, 4],
} as const;
const ENTRY = {
  weekday: [1.05, 1.05, 0.85, 0.95, 1.1, 1.15, 1.1, 0.85, 0.85, 1.05, 1.15, 1.1],
  weekend: [0.9, 0.95, 1, 1, 1, 1.05, 1.05, 1, 1, 1, 0.95, 0.9],
} as const;
const timeZone = 'Asia/Shanghai';

/** The tallies of a day: spread over the hours from ten, then over quarters, by largest remainders. */
export function talliesOf(frozen: FrozenDay, stamp: { inForce: string; inHand?: string; site?: string }): Tally[] {
  const kind = weekdayOf(frozen.day) >= 6 ? 'weekend' : 'weekday';
  const passing = HOURS[kind];
  const entering = passing.map((weight, hour) => weight * (ENTRY[kind][hour] ?? 0));
  const buying = entering.map((weight, hour) => (2 / 3) * weight + (1 / 3) * (entering[hour - 1] ?? 0));
  const passers = spread(frozen.passers, passing);
  const entered = spread(frozen.entered, entering);
  const triedOn = spread(frozen.triedOn, entering);
  const receipts = spread(frozen.receipts, buying);
  const perReceipt = frozen.receipts === 0 ? 0 : frozen.amountMinor / frozen.receipts;
  const tallies: Tally[] = [];
  passers.forEach((total, hour) => {
    const counts: Partial<Record<Counter, number>> = {
      passedBy: total - (entered[hour] ?? 0),
      entered: entered[hour] ?? 0,
      triedOn: triedOn[hour] ?? 0,
      receipt: receipts[hour] ?? 0,
    };
    for (const [counter, sum] of Object.entries(counts) as [Counter, number][]) {
      quarters(sum).forEach((n, quarter) => {
        if (n === 0) return;
        const start = instantOf(frozen.day, (10 + hour) * 60 + quarter * 15, timeZone);
        const amountMinor = counter === 'receipt' ? Math.round(n * perReceipt) : 0;
        tallies.push(tallyOf({ start, counter, n, amountMinor, ...stamp }));
      });
    }
  });
  return tallies;
}

/** A tally with everything left empty that is not given. */
export function tallyOf(given: Partial<Tally> & Pick<Tally, 'start' | 'counter' | 'n'>): Tally {
  return {
    site: 'ja',
    plan: 'commute',
    inForce: '',
    inHand: given.inForce ?? '',
    zone: '',
    method: 'full',
    segment: '',
    detail: '',
    currency: given.amountMinor ? 'CNY' : '',
    amountMinor: 0,
    minutes: 0,
    ...given,
  };
}

/** Largest remainder; ties to the earlier part. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Equal split over four quarters, the remainder to the earlier ones. */
function quarters(total: number): number[] {
  return [0, 1, 2, 3].map((quarter) => Math.floor((total + 3 - quarter) / 4));
}
