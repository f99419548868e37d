import { metrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import { useRecords } from '../../runtime/react/use-records.ts';
import { TrendChart } from '../../ui/desk-chart/trend-chart.tsx';
import { trendMarks, trendTargets } from '../../ui/desk-chart/trend-marks.ts';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import type { PlanInsight } from './plan-insight.ts';
import type { PlanSearch } from './plan-page.tsx';

interface PlanTrendProps {
  readonly insight: PlanInsight;
  readonly search: PlanSearch;
  readonly onSearch: (search: PlanSearch) => void;
}

/** The shops together, by day or hour, with each revision where it came into force. */
export function PlanTrend({ insight, search, onSearch }: PlanTrendProps) {
  const locale = useLocale();
  const targets = useRecords('desk', 'target').value ?? [];
  const metric = search.metric ?? 'entry-rate';
  const step = search.step ?? 'day';
  const shops = insight.sites.filter(({ kind }) => kind !== 'live-room');
  const ids = new Set(shops.map(({ id }) => id));
  const name = (id: string) => {
    const found = metrics.get(id);
    return found ? localText(found.title, locale) : id;
  };
  const points = (step === 'day' ? insight.days : insight.hours.slice(-240))
    .map((point) => ({ start: point.start, ...(metric === 'entry-rate' ? point.entryRate : point.conversion) }))
    .filter(({ denominator }) => denominator > 0);
  const inForce = insight.revisions.flatMap(({ revision, site, inForceAt }) =>
    inForceAt !== undefined && ids.has(site) ? [{ revision, from: inForceAt }] : [],
  );
  return (
    <TrendChart
      title={name(metric)}
      metric={name(metric)}
      points={points}
      marks={trendMarks(inForce)}
      targets={shops[0] ? trendTargets(targets, { site: shops[0].id, metric, to: insight.to }) : []}
      printing={{ unit: 'share', locale }}
      timeZone={shops[0]?.timeZone ?? 'UTC'}
      step={step}
      tools={
        <>
          <Segmented
            label={m.desk_plan_target_metric()}
            value={metric}
            onChange={(next) => onSearch({ ...search, metric: next })}
            options={[
              { value: 'entry-rate', label: name('entry-rate') },
              { value: 'conversion', label: name('conversion') },
            ]}
          />
          <Segmented
            label={m.desk_now_trend_step()}
            value={step}
            onChange={(next) => onSearch({ ...search, step: next })}
            options={[
              { value: 'day', label: m.desk_plan_step_day() },
              { value: 'hour', label: m.desk_plan_step_hour() },
            ]}
          />
        </>
      }
    />
  );
}
