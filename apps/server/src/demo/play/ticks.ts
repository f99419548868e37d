import type { Calendar } from '../story/calendar.ts';
import { instantOf } from '../story/calendar.ts';
import type { Offline } from '../story/script.ts';

/** Days on which it matters when a rule could first be judged. */
const watchedDays: ReadonlySet<number> = new Set([12, 15, 20, 27]);
/** The rules begin on day 12; before that phones need not be heard of so often. */
const firstRuleDay = 12;
/** Phones need a moment after the quarter has closed. */
const afterTheQuarter = '20';

/** When phones sync and rules are judged: every quarter on watched days, every two hours on the others, and when a phone comes back. */
export function ticksOf(calendar: Calendar, offline: readonly Offline[]): number[] {
  const ticks = new Set<number>();
  for (let day = -28; day <= 28; day += 1) {
    for (const time of timesOf(day)) ticks.add(instantOf(calendar, day, `${time}:${afterTheQuarter}`));
  }
  for (const { until } of offline) ticks.add(until);
  return [...ticks].sort((one, two) => one - two);
}

function timesOf(day: number): readonly string[] {
  if (day < 1) return ['12:00', '20:00'];
  if (day < firstRuleDay) return ['10:00', '13:00', '16:00', '19:00', '22:00', '23:30'];
  const step = watchedDays.has(day) ? 15 : 120;
  const minutes = Array.from({ length: (14 * 60) / step + 1 }, (_, index) => 9 * 60 + 30 + index * step);
  return [...minutes.filter((minute) => minute < 23 * 60 + 30), 23 * 60 + 30].map((minute) => `${Math.floor(minute / 60)}:${minute % 60}`);
}
