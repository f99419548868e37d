import type { Locale } from '../locale.ts';

const hour = 3_600_000;

/** The clock at a site: `14:30`. */
export function formatClock(at: number, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** A day at a site, without the year: `7月18日` or `18 Jul`. */
export function formatDay(at: number, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(dayLocale(locale), { timeZone, day: 'numeric', month: 'short' }).format(at);
}

/** A short day for axes: `7/18`, or `18 Jul` in English where 7/18 reads two ways. */
export function formatAxisDay(at: number, timeZone: string, locale: Locale): string {
  if (locale === 'en') return formatDay(at, timeZone, locale);
  return new Intl.DateTimeFormat('zh-CN', { timeZone, day: 'numeric', month: 'numeric' }).format(at);
}

/** Day and clock: `7/18 14:30`. */
export function formatDayClock(at: number, timeZone: string, locale: Locale): string {
  return `${formatAxisDay(at, timeZone, locale)} ${formatClock(at, timeZone, locale)}`;
}

/** The clock alone when it is the same site day as `now`, else day and clock. */
export function formatMoment(at: number, now: number, timeZone: string, locale: Locale): string {
  return siteDay(at, timeZone) === siteDay(now, timeZone)
    ? formatClock(at, timeZone, locale)
    : formatDayClock(at, timeZone, locale);
}

/** The site's calendar day as `2026-07-18`. */
export function siteDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** How long ago or how long something took, two units at most: `1小时35分钟`, `2 days, 9 hr`. */
export function formatDuration(ms: number, locale: Locale): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const parts =
    ms >= 48 * hour
      ? { days: Math.floor(minutes / 1_440), hours: Math.round((minutes % 1_440) / 60) }
      : { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  const carried = 'days' in parts && parts.hours === 24 ? { days: parts.days + 1, hours: 0 } : parts;
  const shown = Object.fromEntries(Object.entries(carried).filter(([, value]) => value > 0));
  if (Object.keys(shown).length === 0)
    return new Intl.DurationFormat(locale, { style: 'short', minutesDisplay: 'always' }).format({ minutes: 0 });
  return new Intl.DurationFormat(locale, { style: 'short' }).format(shown);
}

/** One figure for a leg of the loop: `1.6小时`, `2.9 days`. */
export function formatLeg(ms: number, locale: Locale): string {
  const [value, unit] =
    ms < hour ? [Math.round(ms / 60_000), 'minute'] : ms < 48 * hour ? [ms / hour, 'hour'] : [ms / (24 * hour), 'day'];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: locale === 'en' && unit === 'day' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(value);
}

/** A `datetime-local` value at a site: `2026-07-06T10:00`. */
export function toLocalInput(at: number, timeZone: string): string {
  return `${siteDay(at, timeZone)}T${new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`;
}

/** Reads a `datetime-local` value as an instant at the site; undefined when it is not one. */
export function fromLocalInput(value: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return undefined;
  const naive = Date.parse(`${value}:00Z`);
  if (Number.isNaN(naive)) return undefined;
  // Twice, so that an instant beside a clock change settles on the offset in force then.
  const first = naive - offsetAt(naive, timeZone);
  return naive - offsetAt(first, timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${toLocalInput(at, timeZone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
}

function dayLocale(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale;
}
