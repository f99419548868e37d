const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;

/** A site-local calendar day, `2026-07-18`. */
export type LocalDay = string;

export interface LocalTime {
  readonly day: LocalDay;
  /** 0–23. */
  readonly hour: number;
  readonly minute: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
}

/**
 * Local time of a site. Buckets are UTC instants because local time is ambiguous twice a year;
 * hours and days are derived here, when they are read.
 * @throws RangeError for a time zone that does not exist.
 */
export function localTime(at: number, timeZone: string): LocalTime {
  const shifted = new Date(at + offsetAt(at, timeZone));
  return {
    day: shifted.toISOString().slice(0, 10),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay() || 7,
  };
}

/** The site-local day of an instant. */
export function localDay(at: number, timeZone: string): LocalDay {
  return localTime(at, timeZone).day;
}

/** The instant of a local day and minute of the day; one that does not exist (spring) moves past the gap. */
export function instantOf(day: LocalDay, minuteOfDay: number, timeZone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minuteOfDay * 60_000;
  if (Number.isNaN(wall)) throw new RangeError(`a day is written 2026-07-18; got ${day}`);
  const before = offsetAt(wall - dayMs, timeZone);
  const guess = wall - before;
  const offset = offsetAt(guess, timeZone);
  if (offset === before) return guess;
  const again = wall - offset;
  // In a gap neither guess maps back; the offset of before the change leads past it.
  return again + offsetAt(again, timeZone) === wall ? again : guess;
}

/** The day before or after, by calendar. */
export function addDays(day: LocalDay, days: number): LocalDay {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(start)) throw new RangeError(`a day is written 2026-07-18; got ${day}`);
  return new Date(start + days * dayMs).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: LocalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Local time minus UTC in ms. Cached by quarter hour, on whose boundaries all offsets change. */
function offsetAt(at: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (known === undefined) offsets.set(timeZone, (known = new Map()));
  const quarter = Math.floor(at / quarterMs);
  const cached = known.get(quarter);
  if (cached !== undefined) return cached;
  const start = quarter * quarterMs;
  const offset = readOffset(start, timeZone);
  if (known.size > 100_000) known.clear();
  known.set(quarter, offset);
  return offset;
}

function readOffset(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
