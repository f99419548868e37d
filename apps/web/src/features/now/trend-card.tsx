import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { ChartCard } from '../../ui/desk-chart/chart-card.tsx';
import type { ChartColours } from '../../ui/desk-chart/chart-colours.ts';
import { rateTrendOption } from '../../ui/desk-chart/rate-trend.ts';
import { formatClock, formatDay, formatDayClock } from '../../ui/desk-format/instants.ts';
import { type Printing, formatAxisQuantity, formatQuantity, formatQuantityRange } from '../../ui/desk-format/quantity.ts';
import { useLocale } from '../../ui/locale.ts';
import type { SiteNow, Tile } from './now.ts';
import { metricName } from './tile-text.ts';
import { trendMarks, trendTargets } from './trend-marks.ts';
import { type SeriesPoint, trendSentence } from './trend-sentence.ts';
import { TrendTable } from './trend-table.tsx';

export type TrendStep = 'day' | 'hour';

interface TrendCardProps {
  readonly site: SiteNow;
  readonly tile: Tile;
  readonly asOf: number;
  readonly step: TrendStep;
  readonly directory: Directory;
  readonly onStep: (step: TrendStep) => void;
}

const day = 86_400_000;
const reach = { day: 35 * day, hour: 3 * day } as const;

/** One metric of one site over time, with its interval, its targets, and where a revision came into force. */
export function TrendCard({ site, tile, asOf, step, directory, onStep }: TrendCardProps) {
  const locale = useLocale();
  const to = Math.ceil(asOf / 900_000) * 900_000;
  const asked = useQuery(api.insight.series.queryOptions({ site: site.id, metric: tile.metric, from: to - reach[step], to, step }));
  const targets = useRecords('desk', 'target');
  const printing: Printing = { unit: tile.unit, currency: tile.currency ?? site.currency, locale };
  const marks = trendMarks(directory.site(site.id)?.inForce ?? []);
  const tools = (
    <Segmented
      label={m.desk_now_trend_step()}
      value={step}
      onChange={onStep}
      options={[
        { value: 'day', label: m.desk_now_trend_day() },
        { value: 'hour', label: m.desk_now_trend_hour() },
      ]}
    />
  );
  return (
    <Answer of={asked} rows={4}>
      {({ points }) => (
        <Drawn
          points={points.filter((point) => point.denominator > 0 || tile.unit !== 'share')}
          marks={marks}
          targets={trendTargets(targets.value ?? [], { site: site.id, metric: tile.metric, to })}
          title={m.desk_now_trend_title({ site: site.name, metric: metricName(tile.metric, locale) })}
          metric={metricName(tile.metric, locale)}
          printing={printing}
          timeZone={site.timeZone}
          step={step}
          tools={tools}
        />
      )}
    </Answer>
  );
}

interface DrawnProps {
  readonly points: readonly SeriesPoint[];
  readonly marks: ReturnType<typeof trendMarks>;
  readonly targets: ReturnType<typeof trendTargets>;
  readonly title: string;
  readonly metric: string;
  readonly printing: Printing;
  readonly timeZone: string;
  readonly step: TrendStep;
  readonly tools: React.ReactNode;
}

function Drawn({ points, marks, targets, title, metric, printing, timeZone, step, tools }: DrawnProps) {
  const first = points[0]?.start ?? 0;
  const shown = marks.filter(({ at }) => at > first);
  const key = JSON.stringify([points, shown, targets, printing, step]);
  const when = (at: number) => (step === 'day' ? formatDay(at, timeZone, printing.locale) : formatDayClock(at, timeZone, printing.locale));
  const option = useCallback(
    (colours: ChartColours) =>
      rateTrendOption(
        {
          points: points.map((point) => ({ ...point, n: point.denominator })),
          marks: shown.map(({ at, revision }) => ({ at, label: m.desk_now_trend_mark({ revision }) })),
          targets: targets
            .filter((target) => target.to > first)
            .map((target) => ({ ...target, from: Math.max(target.from, first), label: m.desk_tile_target({ value: formatAxisQuantity(target.value, printing) }) })),
          formatStart: (at) => (step === 'day' ? formatDay(at, timeZone, printing.locale) : formatClock(at, timeZone, printing.locale)),
          formatValue: (value) => formatAxisQuantity(value, printing),
          describe: (point) =>
            point.value === undefined
              ? m.desk_now_trend_point_open({ date: when(point.start) })
              : m.desk_now_trend_point({
                  date: when(point.start),
                  value: formatQuantity(point.value, printing),
                  range: point.low === undefined || point.high === undefined ? m.desk_none() : formatQuantityRange(point.low, point.high, printing),
                  n: formatQuantity(point.n, { unit: 'count', locale: printing.locale }),
                }),
        },
        colours,
      ),
    // The data is a fresh array on each answer; its content says whether to draw again.
    [key],
  );
  const mark = shown.at(-1);
  return (
    <ChartCard
      title={title}
      sentence={trendSentence({ metric, points, mark, printing, timeZone })}
      option={option}
      table={<TrendTable points={points} printing={printing} when={when} />}
      tools={tools}
    />
  );
}
