import { addDays, instantOf, localDay, weekdayOf } from './local-time.ts';
import type { LocalDay } from './local-time.ts';

/** From the first instant (inclusive) to the second (exclusive). `day` is the local day it belongs to. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly day: LocalDay;
}

/** As a site record keeps them. */
export interface OpeningHours {
  /** Minutes after local midnight, 0–1440. */
  readonly opens: number;
  /** At or before `opens`: after midnight. */
  readonly closes: number;
  readonly timeZone: string;
  /** ISO weekdays that it opens on, 1 is Monday; absent: every day. */
  readonly weekdays?: readonly number[] | undefined;
}

/** The opening periods of a site that touch [from, to). */
export function openPeriods(hours: OpeningHours, from: number, to: number): readonly Period[] {
  const { opens, closes, timeZone, weekdays } = hours;
  const periods: Period[] = [];
  const last = localDay(to, timeZone);
  for (let day = addDays(localDay(from, timeZone), -1); day <= last; day = addDays(day, 1)) {
    if (weekdays && !weekdays.includes(weekdayOf(day))) continue;
    const closingDay = closes > opens ? day : addDays(day, 1);
    const period = {
      from: instantOf(day, opens, timeZone),
      to: instantOf(closingDay, closes, timeZone),
      day,
    };
    if (period.to > from && period.from < to) periods.push(period);
  }
  return periods;
}

/** Every local day as one period: for rules that are judged around the clock. */
export function wholeDays(timeZone: string, from: number, to: number): readonly Period[] {
  return openPeriods({ opens: 0, closes: 1_440, timeZone }, from, to);
}

/** The period that an instant falls into, its end included: a bucket that ends at closing belongs to the day. */
export function periodEnding(periods: readonly Period[], end: number): Period | undefined {
  return periods.find((period) => period.from < end && end <= period.to);
}
