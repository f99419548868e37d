import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecord } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { DaysCard } from './days-card.tsx';
import { FunnelCard } from './funnel-card.tsx';
import { HeatCard } from './heat-card.tsx';
import type { PlanInsight } from './plan-insight.ts';
import { PlanTrend } from './plan-trend.tsx';
import { RevisionsCard } from './revisions-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TargetsCard } from './targets-card.tsx';

/** What is in the address of a plan. */
export interface PlanSearch {
  readonly period?: 'all' | '14' | '7' | undefined;
  readonly step?: 'day' | 'hour' | undefined;
  readonly metric?: 'entry-rate' | 'conversion' | undefined;
}

interface PlanPageProps {
  readonly id: string;
  readonly search: PlanSearch;
  readonly onSearch: (search: PlanSearch) => void;
}

const day = 86_400_000;
const stages = {
  drafted: m.desk_plan_stage_drafted,
  submitted: m.desk_plan_stage_submitted,
  approved: m.desk_plan_stage_approved,
  launched: m.desk_plan_stage_launched,
  closed: m.desk_plan_stage_closed,
} as const;

/** Shop and live room in one vocabulary: funnels, series, what each revision did, and what it should reach. */
export function PlanPage({ id, search, onSearch }: PlanPageProps) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const plan = useRecord('desk', 'plan', id).value;
  const period = search.period ?? 'all';
  // Whole days, so that the question stays the same while the clock runs.
  const to = useMemo(() => Math.ceil((serverNow() + day) / day) * day, []);
  const asked = useQuery(
    api.insight.plan.queryOptions({
      plan: id,
      ...(period === 'all' ? {} : { from: to - (Number(period) + 1) * day, to }),
    }),
  );
  const stage = plan?.stage.value;
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <Answer of={asked} rows={7}>
        {(insight) => (
          <>
            <PageHead
              title={localText(insight.plan.name, locale)}
              sub={[
                ...(insight.plan.owner ? [m.desk_plan_owner({ owner: directory.personName(insight.plan.owner) })] : []),
                ...insight.sites.map(({ name }) => localText(name, locale)),
              ].join(' · ')}
              actions={
                <>
                  {stage && <Tag tone={stage === 'launched' ? 'good' : 'neutral'}>{stages[stage]()}</Tag>}
                  <Segmented
                    label={m.desk_plan_period()}
                    value={period}
                    onChange={(next) => onSearch({ ...search, period: next })}
                    options={[
                      { value: 'all', label: m.desk_plan_period_all() },
                      { value: '14', label: m.desk_plan_period_14() },
                      { value: '7', label: m.desk_plan_period_7() },
                    ]}
                  />
                </>
              }
            />
            <Body id={id} insight={insight} search={search} onSearch={onSearch} />
          </>
        )}
      </Answer>
    </main>
  );
}

function Body({ id, insight, search, onSearch }: PlanPageProps & { readonly insight: PlanInsight }) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const zone = insight.sites[0]?.timeZone ?? 'UTC';
  const siteName = (site: string) => {
    const found = insight.sites.find((each) => each.id === site);
    return found ? localText(found.name, locale) : directory.siteName(site);
  };
  return (
    <div className="grid gap-3.5">
      <div className="grid items-start gap-3.5 xl:grid-cols-2">
        <FunnelCard title={m.desk_plan_funnel_shop()} steps={insight.funnel.shop} />
        <FunnelCard title={m.desk_plan_funnel_live()} steps={insight.funnel.live} />
      </div>
      <PlanTrend insight={insight} search={search} onSearch={onSearch} />
      <div className="grid items-start gap-3.5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <RevisionsCard
          revisions={insight.revisions}
          siteName={siteName}
          when={(at) => formatMoment(at, serverNow(), zone, locale)}
        />
        <TargetsCard
          plan={id}
          sites={insight.sites.map(({ id: site }) => site)}
          currency={insight.plan.currency}
          directory={directory}
        />
      </div>
      <HeatCard heat={insight.heat} siteName={siteName} />
      <DaysCard insight={insight} />
      <SessionsCard sessions={insight.sessions} currency={insight.plan.currency} />
    </div>
  );
}
