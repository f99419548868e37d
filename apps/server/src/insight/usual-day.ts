import { addDays, instantOf, localDay, localTime, type LocalDay } from '@fieldloop/domain/local-time';
import { countersOf, type MetricDefinition } from '@fieldloop/domain/define-metric';
import { compute } from '@fieldloop/domain/metrics';
import type { Site } from '@fieldloop/domain/records/site';
import type { Counter, Tally } from '@fieldloop/domain/tally';
import type pg from 'pg';
import type { Tile } from '../api/schemas/insight-now.ts';
import { dayTypeOf, type MarkedDays } from './day-types.ts';
import { inCurrency, readTalliesOfSpans } from './read-tallies.ts';

type Summed = Tally & { readonly span: number };

/** Days of the same type before today, up to the same time of day and as a whole. */
export interface UsualDay {
  readonly days: readonly LocalDay[];
  readonly upToNow: readonly Summed[];
  readonly whole: readonly Summed[];
}

/** Eight weeks back; a pop-up has fewer. */
const lookBackDays = 56;

export interface UsualDayQuestion {
  readonly site: Site;
  readonly marked: MarkedDays;
  /** Judged up to here. */
  readonly upTo: number;
  readonly metrics: readonly MetricDefinition[];
}

/** Reads what is usual at this time on this type of day. */
export async function readUsualDay(pool: pg.Pool, organization: string, question: UsualDayQuestion): Promise<UsualDay> {
  const { site, marked, upTo, metrics } = question;
  const today = localDay(upTo - 1, site.timeZone);
  const type = dayTypeOf(today, marked);
  const { hour, minute } = localTime(upTo - 1, site.timeZone);
  const minutes = hour * 60 + minute + 1;
  const past = Array.from({ length: lookBackDays }, (_, back) => addDays(today, -1 - back));
  const days = past.filter((day) => dayTypeOf(day, marked) === type);
  const counters: Counter[] = [...new Set(metrics.flatMap(countersOf))];
  const spans = (until: number) =>
    days.map((day) => ({ from: instantOf(day, 0, site.timeZone), to: instantOf(day, until, site.timeZone) }));
  const [upToNow, whole] = await Promise.all([
    readTalliesOfSpans(pool, organization, site.id, spans(minutes), counters),
    readTalliesOfSpans(pool, organization, site.id, spans(24 * 60), counters),
  ]);
  return { days, upToNow, whole };
}

/** The metric on those days at this time: a rate over all of them, a total per day with data. */
export function comparisonOf(usual: UsualDay, metric: MetricDefinition, sampleFactor: number, currency: string): Tile['comparison'] {
  const counters = new Set<Counter>(countersOf(metric));
  const tallies = inCurrency(metric, usual.upToNow.filter((tally) => counters.has(tally.counter)), currency);
  const days = new Set(tallies.map((tally) => tally.span)).size;
  if (days === 0) return undefined;
  const { value, numerator, denominator } = compute(metric, tallies, { sampleFactor });
  if (value === undefined) return undefined;
  const isTotal = metric.formulas[0].denominator === undefined;
  return { label: 'same-day-type-and-hour', value: isTotal ? value / days : value, n: isTotal ? numerator : denominator, days };
}

/** Share of a day's total that is usually reached by this time; undefined without such days. */
export function usualShare(usual: UsualDay, metric: MetricDefinition, currency: string): number | undefined {
  const { numerator } = metric.formulas[0];
  const sum = (tallies: readonly Summed[]) => tallies.reduce((total, tally) => total + numerator.of(tally), 0);
  const [upToNow, wholeDays] = [inCurrency(metric, usual.upToNow, currency), inCurrency(metric, usual.whole, currency)];
  const whole = sum(wholeDays);
  return whole > 0 ? sum(upToNow) / whole : undefined;
}
