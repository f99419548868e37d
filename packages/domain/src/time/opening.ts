import { addDays, instantOf, localDay } from './local-time.ts';
import type { LocalDay } from './local-time.ts';

/** From the first instant (inclusive) to the second (exclusive). `day` is the local day it belongs to. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly day: LocalDay;
}

export interface OpeningHours {
  /** `10:00`. */
  readonly opens: string;
  /** `22:00`; at or before `opens` means after midnight; `24:00` is the end of the day. */
  readonly closes: string;
  readonly timeZone: string;
}

/** The opening periods of a site that touch [from, to). */
export function openPeriods(hours: OpeningHours, from: number, to: number): readonly Period[] {
  const opens = minutesOf(hours.opens);
  const closes = minutesOf(hours.closes);
  const periods: Period[] = [];
  const last = localDay(to, hours.timeZone);
  for (let day = addDays(localDay(from, hours.timeZone), -1); day <= last; day = addDays(day, 1)) {
    const closingDay = closes > opens ? day : addDays(day, 1);
    const period = {
      from: instantOf(day, opens, hours.timeZone),
      to: instantOf(closingDay, closes, hours.timeZone),
      day,
    };
    if (period.to > from && period.from < to) periods.push(period);
  }
  return periods;
}

/** Every local day as one period: for rules that are judged around the clock. */
export function wholeDays(timeZone: string, from: number, to: number): readonly Period[] {
  return openPeriods({ opens: '00:00', closes: '24:00', timeZone }, from, to);
}

/** `9:30` → 570. @throws RangeError for anything that is no time of day. */
export function minutesOf(clock: string): number {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(clock);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1_440)) throw new RangeError(`a time of day is written 09:30; got ${clock}`);
  return minutes;
}
