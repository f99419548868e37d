import { instantOf, localTime, type LocalDay } from '@fieldloop/domain/local-time';

/** Every instant at which the site's clock showed this: none in the hour that spring skips, two in autumn's. */
export function instantsOf(day: LocalDay, minuteOfDay: number, timeZone: string): readonly number[] {
  const first = instantOf(day, minuteOfDay, timeZone);
  return [first, ...clockChanges.map((minutes) => first + minutes * 60_000)].filter((at) => shows(at));

  function shows(at: number): boolean {
    const { day: shown, hour, minute } = localTime(at, timeZone);
    return shown === day && hour * 60 + minute === minuteOfDay;
  }
}

/** Minutes by which clocks are put back: an hour nearly everywhere, half on Lord Howe Island, two at Troll. */
const clockChanges = [30, 60, 120] as const;

/**
 * Reads wall clocks line by line. Where the clock showed a time twice, a line means the first that its series has not
 * passed yet, so lines in the order of time stay apart; a series is one sensor's one counter.
 */
export function wallClockReader(timeZone: string): (series: string, day: LocalDay, minuteOfDay: number) => number | undefined {
  const passed = new Map<string, number>();
  return (series, day, minuteOfDay) => {
    const candidates = instantsOf(day, minuteOfDay, timeZone);
    const last = passed.get(series) ?? -Infinity;
    const at = candidates.find((candidate) => candidate > last) ?? candidates[0];
    if (at !== undefined) passed.set(series, at);
    return at;
  };
}

/** Does this calendar day exist? */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
