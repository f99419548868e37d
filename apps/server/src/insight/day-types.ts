import { weekdayOf, type LocalDay } from '@fieldloop/domain/local-time';
import type { DayType } from '@fieldloop/domain/payload';
import type pg from 'pg';
import { readRecords } from './read-records.ts';

/** What a site's leads marked about its days. */
export type MarkedDays = ReadonlyMap<LocalDay, DayType>;

/** Marked day types of a site. */
export async function readMarkedDays(pool: pg.Pool, organization: string, site: string): Promise<MarkedDays> {
  const days = await readRecords(pool, organization, 'day', { scopes: [`site:${site}`] });
  return new Map(days.flatMap(({ data }) => (data.dayType ? [[data.day, data.dayType.value] as const] : [])));
}

/** The type of a day: as marked, else by its weekday. */
export function dayTypeOf(day: LocalDay, marked: MarkedDays): DayType {
  return marked.get(day) ?? byWeekday[weekdayOf(day)] ?? 'workday';
}

/** Does a target for weekdays or weekends hold on this day? */
export function isWeekend(day: LocalDay, marked: MarkedDays): boolean {
  const type = dayTypeOf(day, marked);
  return type === 'saturday' || type === 'sunday' || type === 'holiday';
}

/** Marked days in the two kinds that before-and-after comparisons are stratified by; promotions are their own. */
export function strata(marked: MarkedDays): ReadonlyMap<LocalDay, string> {
  return new Map(
    [...marked].map(([day, type]) => [day, type === 'promotion' ? 'promotion' : isWeekend(day, marked) ? 'weekend' : 'weekday']),
  );
}

const byWeekday: readonly (DayType | undefined)[] = [
  undefined, 'workday', 'workday', 'workday', 'workday', 'friday', 'saturday', 'sunday',
];
