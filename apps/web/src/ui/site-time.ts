import { fromLocalInput, siteDay } from './desk-format/instants.ts';

/** A site day as instants, ms; `to` is exclusive. */
export interface DaySpan {
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** The calendar day at a site that holds an instant, from local midnight to the next. */
export function siteDaySpan(at: number, timeZone: string): DaySpan {
  const day = siteDay(at, timeZone);
  const from = fromLocalInput(`${day}T00:00`, timeZone) ?? at;
  // Noon of the next day is in the next day, however long this one is.
  const next = siteDay(from + 1.5 * dayMs, timeZone);
  return { day, from, to: fromLocalInput(`${next}T00:00`, timeZone) ?? from + dayMs };
}

/** The clock hour at a site that holds an instant. */
export function siteHourSpan(at: number, timeZone: string): { readonly hour: number; readonly from: number; readonly to: number } {
  const { from } = siteDaySpan(at, timeZone);
  const hour = Math.floor((at - from) / 3_600_000);
  return { hour, from: from + hour * 3_600_000, to: from + (hour + 1) * 3_600_000 };
}

/** Minutes after site-local midnight. */
export function minuteOfSiteDay(at: number, timeZone: string): number {
  return Math.floor((at - siteDaySpan(at, timeZone).from) / 60_000);
}

/** A minute of the day as a clock: 580 → `09:40`. */
export function minuteClock(minute: number): string {
  return `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
