import { useQuery } from '@tanstack/react-query';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { TrendChart, type TrendStep } from '../../ui/desk-chart/trend-chart.tsx';
import { trendMarks, trendTargets } from '../../ui/desk-chart/trend-marks.ts';
import { Segmented } from '../../ui/desk/segmented.tsx';
import type { Printing } from '../../ui/desk-format/quantity.ts';
import { useLocale } from '../../ui/locale.ts';
import type { SiteNow, Tile } from './now.ts';
import { metricName } from './tile-text.ts';

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
  const asked = useQuery(
    api.insight.series.queryOptions({ site: site.id, metric: tile.metric, from: to - reach[step], to, step }),
  );
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
        <TrendChart
          points={points.filter((point) => point.denominator > 0 || tile.unit !== 'share')}
          marks={marks}
          targets={trendTargets(targets.value ?? [], { site: site.id, metric: tile.metric, to })}
          title={m.desk_now_trend_title({ site: site.name, metric: metricName(tile.metric, locale) })}
          metric={metricName(tile.metric, locale)}
          printing={printing}
          timeZone={site.timeZone}
          step={step}
          asOf={tile.freshness.upTo}
          tools={tools}
        />
      )}
    </Answer>
  );
}
