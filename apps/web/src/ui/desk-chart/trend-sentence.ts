import { m } from '../../paraglide/messages.js';
import { formatAxisDay, formatClock } from '../desk-format/instants.ts';
import { type Printing, formatQuantity, formatQuantityRange } from '../desk-format/quantity.ts';

/** One period of a series as the server gives it. */
export interface SeriesPoint {
  readonly start: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly value?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface TrendStory {
  readonly metric: string;
  readonly points: readonly SeriesPoint[];
  /** The latest revision that came into force within the series. */
  readonly mark?: { readonly at: number; readonly revision: string } | undefined;
  readonly printing: Printing;
  readonly timeZone: string;
  readonly step: 'day' | 'hour';
  /** Counted up to here: a last period that ends later is still running. Absent: every period is over. */
  readonly asOf?: number | undefined;
}

const lengths = { day: 86_400_000, hour: 3_600_000 } as const;

/** What the chart says, in one or two sentences; they name n and interval, and never a direction by colour. */
export function trendSentence(story: TrendStory): string {
  const { metric, points, mark, printing, timeZone } = story;
  const counted = points.filter((point) => point.value !== undefined);
  const last = counted.at(-1);
  const first = counted[0];
  if (!first || !last || last.value === undefined) return m.desk_now_trend_empty();
  const values = counted.map((point) => point.value ?? 0);
  const day = (at: number) => formatAxisDay(at, timeZone, printing.locale);
  const span = m.desk_now_trend_sentence({
    metric,
    period: lastPeriod(story, last.start),
    from: day(first.start),
    to: day(last.start),
    low: formatQuantity(Math.min(...values), printing),
    high: formatQuantity(Math.max(...values), printing),
    last: formatQuantity(last.value, printing),
    range:
      last.low === undefined || last.high === undefined
        ? m.desk_none()
        : formatQuantityRange(last.low, last.high, printing),
    n: formatQuantity(last.denominator, { unit: 'count', locale: printing.locale }),
  });
  const change = mark && changeSentence(counted, mark, printing, day(mark.at));
  return change ? `${change}${printing.locale === 'en' ? ' ' : ''}${span}` : span;
}

/** What the last figure stands for; half a day is not called a day. */
function lastPeriod({ step, asOf, printing, timeZone }: TrendStory, start: number): string {
  if (asOf !== undefined && start + lengths[step] > asOf) {
    return m.desk_now_trend_period_open({ time: formatClock(asOf, timeZone, printing.locale) });
  }
  return step === 'day' ? m.desk_now_trend_period_day() : m.desk_now_trend_period_hour();
}

function changeSentence(
  points: readonly SeriesPoint[],
  mark: { readonly at: number; readonly revision: string },
  printing: Printing,
  date: string,
): string | undefined {
  if (printing.unit !== 'share') return undefined;
  const before = pooled(points.filter((point) => point.start < mark.at));
  const after = pooled(points.filter((point) => point.start >= mark.at));
  if (before === undefined || after === undefined) return undefined;
  return m.desk_now_trend_sentence_change({
    revision: mark.revision,
    date,
    before: formatQuantity(before, printing),
    after: formatQuantity(after, printing),
  });
}

/** The rate over several periods: sums first, then the quotient. */
export function pooled(points: readonly SeriesPoint[]): number | undefined {
  const denominator = points.reduce((sum, point) => sum + point.denominator, 0);
  if (denominator === 0) return undefined;
  return points.reduce((sum, point) => sum + point.numerator, 0) / denominator;
}
