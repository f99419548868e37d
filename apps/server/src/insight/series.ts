import { countersOf } from '@fieldloop/domain/define-metric';
import { localTime } from '@fieldloop/domain/local-time';
import { evidence, metrics } from '@fieldloop/domain/metrics';
import { bucketMs, type Tally } from '@fieldloop/domain/tally';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { seriesInput, seriesOutput } from '../api/schemas/insight-plan.ts';
import { closedUpTo } from './effect.ts';
import { inCurrency, readTallies } from './read-tallies.ts';
import { sampleFactorOf } from './sample-factor.ts';
import { visibleSite, type Asker } from './visible-sites.ts';

export type SeriesStep = 'quarter' | 'hour' | 'day';

const longest: Readonly<Record<SeriesStep, number>> = { quarter: 15, hour: 93, day: 800 };

/** A metric over time, by quarter, or by hour or day in the time zone of the site. Steps without data are left out. */
export async function readSeries(asker: Asker, input: z.infer<typeof seriesInput>): Promise<z.infer<typeof seriesOutput>> {
  const metric = metrics.get(input.metric);
  if (!metric) throw new ApiError('invalid-input', `There is no metric ${input.metric}; the catalogue lists them.`);
  if (!(input.from < input.to) || input.to - input.from > longest[input.step] * 86_400_000) {
    throw new ApiError('invalid-input', `Ask for at most ${longest[input.step]} days by ${input.step}, from before to.`);
  }
  const site = await visibleSite(asker, input.site);
  const [tallies, closed] = await Promise.all([
    readTallies(asker.pool, asker.organization, { sites: [site.id], from: input.from, to: input.to, counters: countersOf(metric) }),
    closedUpTo(asker, site.id),
  ]);
  const sampleFactor = sampleFactorOf(site);
  const points = [...Map.groupBy(inCurrency(metric, tallies, site.currency), (tally) => stepKey(tally.start, site.timeZone, input.step))].map(([key, within]) => {
    const { numerator, denominator, value, interval } = evidence(metric, within, { sampleFactor });
    return {
      key, start: firstStart(within), open: Math.max(...within.map(({ start }) => start)) + bucketMs > closed,
      numerator, denominator,
      ...(value === undefined ? {} : { value }),
      ...(interval ? { low: interval.low, high: interval.high } : {}),
    };
  });
  return { site: site.id, metric: metric.id, unit: metric.unit, timeZone: site.timeZone, points };
}

/** `2026-07-18`, `2026-07-18T14` or `2026-07-18T14:30`, local to the site. */
export function stepKey(start: number, timeZone: string, step: SeriesStep): string {
  const { day, hour, minute } = localTime(start, timeZone);
  if (step === 'day') return day;
  const hours = `${day}T${String(hour).padStart(2, '0')}`;
  return step === 'hour' ? hours : `${hours}:${String(minute).padStart(2, '0')}`;
}

/** Start of the earliest bucket. */
export function firstStart(tallies: readonly Tally[]): number {
  return tallies.reduce((least, { start }) => Math.min(least, start), Infinity);
}
