/** The story's own calendar: day 1 is a Monday, day 28 the Sunday that ends its second fortnight. */
export interface Calendar {
  /** Instant of site-local midnight of day 1. */
  readonly firstMidnight: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Shanghai has had no daylight saving since 1991: eight hours all year. */
const shanghaiOffset = 8 * 3_600_000;

/** Day 1 of the tests: Monday 2026-06-22 in Shanghai. */
export const testCalendar: Calendar = { firstMidnight: Date.UTC(2026, 5, 22) - shanghaiOffset };

/** The calendar whose day 28 is the last Sunday that is over at `now`. */
export function calendarEndingBefore(now: number): Calendar {
  const today = Math.floor((now + shanghaiOffset) / dayMs);
  // 1970-01-01 was a Thursday: day number 3 was a Sunday.
  const daysSinceSunday = (((today - 3) % 7) + 7) % 7;
  const lastSunday = today - (daysSinceSunday === 0 ? 7 : daysSinceSunday);
  return { firstMidnight: (lastSunday - 27) * dayMs - shanghaiOffset };
}

/** Midnight of a story day; day 0 and below lie before the opening. */
export function midnightOf(calendar: Calendar, day: number): number {
  return calendar.firstMidnight + (day - 1) * dayMs;
}

/** `instantOf(calendar, 12, '11:45')`; times past 24:00 belong to the night after. */
export function instantOf(calendar: Calendar, day: number, time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return midnightOf(calendar, day) + (hours * 60 + minutes) * minuteMs + seconds * 1_000;
}

/** `2026-06-22` of a story day. */
export function dateOf(calendar: Calendar, day: number): string {
  return new Date(midnightOf(calendar, day) + shanghaiOffset).toISOString().slice(0, 10);
}

/** The story day that an instant falls on. */
export function dayAt(calendar: Calendar, instant: number): number {
  return Math.floor((instant - calendar.firstMidnight) / dayMs) + 1;
}

export function isWeekend(day: number): boolean {
  return (day - 1) % 7 >= 5;
}
