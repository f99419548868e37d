import type { Calendar } from '../story/calendar.ts';
import { instantOf } from '../story/calendar.ts';
import type { Offline } from '../story/script.ts';

/** When it matters that a rule is judged as soon as it can be: hours of the day by day. */
const watchedHours: ReadonlyMap<number, readonly [number, number]> = new Map([
  [12, [10, 14]], [15, [9.5, 12.5]], [20, [19, 22.5]], [27, [12.5, 16]],
]);
/** The rules begin on day 12; before that phones need not be heard of so often. */
const firstRuleDay = 12;
/** Phones need a moment after the quarter has closed. */
const afterTheQuarter = '20';

/** When phones sync and rules are judged: every quarter in watched hours, now and then otherwise, and when a phone comes back. */
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
  if (day < firstRuleDay) return ['10:00', '14:00', '18:00', '23:30'];
  const [from, until] = watchedHours.get(day) ?? [0, 0];
  const minutes: number[] = [];
  for (let minute = firstMinute; minute < lastMinute; ) {
    minutes.push(minute);
    minute += minute >= from * 60 && minute < until * 60 ? 15 : 90;
  }
  return [...minutes, lastMinute].map((minute) => `${Math.floor(minute / 60)}:${minute % 60}`);
}

/** From the early shift's start until the late one has gone. */
const firstMinute = 9 * 60 + 30;
const lastMinute = 23 * 60 + 30;
