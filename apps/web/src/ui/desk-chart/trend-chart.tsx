import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { formatAxisDay, formatClock, formatDay, formatDayClock } from '../desk-format/instants.ts';
import { type Printing, formatAxisQuantity, formatQuantity, formatQuantityRange } from '../desk-format/quantity.ts';
import { ChartCard } from './chart-card.tsx';
import type { ChartColours } from './chart-colours.ts';
import { rateTrendOption } from './rate-trend.ts';
import type { RevisionMark, TargetSpan } from './trend-marks.ts';
import { type SeriesPoint, trendSentence } from './trend-sentence.ts';
import { TrendTable } from './trend-table.tsx';

export type TrendStep = 'day' | 'hour';

interface TrendChartProps {
  readonly points: readonly SeriesPoint[];
  readonly marks: readonly RevisionMark[];
  readonly targets: readonly TargetSpan[];
  readonly title: string;
  readonly metric: string;
  readonly printing: Printing;
  readonly timeZone: string;
  readonly step: TrendStep;
  /** Counted up to here; absent when every period is over. */
  readonly asOf?: number | undefined;
  readonly tools: ReactNode;
}

/** One metric over time with its interval, targets and revision marks; its sentence above, its figures behind a toggle. */
export function TrendChart({
  points,
  marks,
  targets,
  title,
  metric,
  printing,
  timeZone,
  step,
  asOf,
  tools,
}: TrendChartProps) {
  const first = points[0]?.start ?? 0;
  const shown = marks.filter(({ at }) => at > first);
  // The data is a fresh array on each answer; its content says whether to draw again.
  const drawing = JSON.stringify([points, shown, targets, printing, step]);
  const when = (at: number) =>
    step === 'day' ? formatDay(at, timeZone, printing.locale) : formatDayClock(at, timeZone, printing.locale);
  const option = (colours: ChartColours) =>
    rateTrendOption(
      {
        points: points.map((point) => ({ ...point, n: point.denominator })),
        marks: shown.map(({ at, revision }) => ({ at, label: m.desk_now_trend_mark({ revision }) })),
        targets: targets
          .filter((target) => target.to > first)
          .map((target) => ({
            ...target,
            from: Math.max(target.from, first),
            label: m.desk_tile_target({ value: formatAxisQuantity(target.value, printing) }),
          })),
        step: step === 'day' ? 86_400_000 : 3_600_000,
        formatStart: (at) =>
          step === 'day' ? formatAxisDay(at, timeZone, printing.locale) : formatClock(at, timeZone, printing.locale),
        formatValue: (value) => formatAxisQuantity(value, printing),
        describe: (point) =>
          point.value === undefined
            ? m.desk_now_trend_point_open({ date: when(point.start) })
            : m.desk_now_trend_point({
                date: when(point.start),
                value: formatQuantity(point.value, printing),
                range:
                  point.low === undefined || point.high === undefined
                    ? m.desk_none()
                    : formatQuantityRange(point.low, point.high, printing),
                n: formatQuantity(point.n, { unit: 'count', locale: printing.locale }),
              }),
      },
      colours,
    );
  const mark = shown.at(-1);
  return (
    <ChartCard
      title={title}
      sentence={trendSentence({ metric, points, mark, printing, timeZone, step, asOf })}
      option={option}
      drawing={drawing}
      table={<TrendTable points={points} printing={printing} when={when} />}
      tools={tools}
    />
  );
}
