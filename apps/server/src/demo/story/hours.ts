import { isWeekend } from './calendar.ts';
import { distribute } from './distribute.ts';
import type { FrozenDay } from './frozen-days.ts';

/** Opening hours of the pop-up: 10, 11 … 21. */
export const openingHours = Array.from({ length: 12 }, (_, index) => 10 + index);

const passersWeekday = [4, 6, 11, 9, 6, 6, 6, 9, 13, 13, 10, 7];
const passersWeekend = [4, 6, 8, 9, 11, 12, 12, 10, 9, 8, 7, 4];
const enteringWeekday = [1.05, 1.05, 0.85, 0.95, 1.1, 1.15, 1.1, 0.85, 0.85, 1.05, 1.15, 1.1];
const enteringWeekend = [0.9, 0.95, 1, 1, 1, 1.05, 1.05, 1, 1, 1, 0.95, 0.9];

/** A day's totals by hour; each list adds up to its total. */
export interface Hours {
  readonly passers: readonly number[];
  readonly entered: readonly number[];
  readonly triedOn: readonly number[];
  readonly receipts: readonly number[];
}

/** Weights of the hours 10 … 21 for passers-by and for those who enter. */
export function weightsOf(day: number): { readonly passers: readonly number[]; readonly entered: readonly number[] } {
  const passers = isWeekend(day) ? passersWeekend : passersWeekday;
  const entering = isWeekend(day) ? enteringWeekend : enteringWeekday;
  return { passers, entered: passers.map((weight, index) => weight * (entering[index] ?? 0)) };
}

/** Receipts follow their visitors: two thirds in the same hour, one third in the next. */
export function receiptWeights(entered: readonly number[]): number[] {
  return entered.map((weight, index) => (2 * weight + (entered[index - 1] ?? 0)) / 3);
}

export function hoursOf(day: FrozenDay): Hours {
  const { passers, entered } = weightsOf(day.day);
  return {
    passers: distribute(day.passers, passers),
    entered: distribute(day.entered, entered),
    triedOn: distribute(day.triedOn, entered),
    receipts: distribute(day.receipts, receiptWeights(entered)),
  };
}
