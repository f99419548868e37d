import { useQuery } from '@tanstack/react-query';
import { MapPinned } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { ScreenState } from '../../ui/state.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Attention } from './attention.tsx';
import { FirstSite } from './first-site.tsx';
import { headline } from './headline.ts';
import { type Now, nowIn } from './now.ts';
import { SiteTable } from './site-table.tsx';
import { SiteTiles } from './site-tiles.tsx';
import type { TrendStep } from '../../ui/desk-chart/trend-chart.tsx';
import { TrendCard } from './trend-card.tsx';

/** What is in the address: which site and metric are looked at, and how finely. */
export interface NowSearch {
  readonly site?: string | undefined;
  readonly metric?: string | undefined;
  readonly step?: TrendStep | undefined;
  /** An alert that a message points to. */
  readonly alert?: string | undefined;
}

interface NowPageProps {
  readonly search: NowSearch;
  readonly onSearch: (change: NowSearch) => void;
}

/** The floor right now: exceptions first, then the numbers of one site, their trend, and all sites side by side. */
export function NowPage(props: NowPageProps) {
  const locale = useLocale();
  const asked = useQuery(api.insight.now.queryOptions(undefined, { refetchInterval: 60_000 }));
  return (
    <main className="flex min-h-full flex-col">
      <Answer of={asked} rows={6}>
        {(answer) => <Floor now={nowIn(answer, locale)} {...props} />}
      </Answer>
    </main>
  );
}

function Floor({ now, search, onSearch }: NowPageProps & { readonly now: Now }) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const shops = now.sites.filter(({ kind }) => kind !== 'live-room');
  const site = now.sites.find(({ id }) => id === search.site) ?? shops[0] ?? now.sites[0];
  if (!site) {
    return (
      <ScreenState icon={<MapPinned />} title={m.desk_now_no_sites()} action={<FirstSite />}>
        {m.desk_now_no_sites_note()}
      </ScreenState>
    );
  }
  const tile =
    site.tiles.find(({ metric }) => metric === search.metric) ??
    site.tiles.find(({ metric }) => metric === 'entry-rate') ??
    site.tiles[0];
  return (
    <div className="grid flex-1 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
      <div className="min-w-0 px-4 py-4 lg:px-6.5 lg:py-5.5">
        <PageHead
          title={m.desk_now_title()}
          sub={headline(now, locale)}
          actions={
            now.sites.length > 1 && (
              <SelectField
                hideLabel
                label={m.desk_site()}
                value={site.id}
                options={now.sites.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => onSearch({ ...search, site: id, metric: undefined })}
              />
            )
          }
        />
        <div className="mb-4 lg:hidden">
          <Attention now={now} directory={directory} pointed={search.alert} />
        </div>
        <div className="grid gap-3.5">
          <SiteTiles
            now={now}
            site={site}
            selected={tile?.metric}
            onSelect={(metric) => onSearch({ ...search, metric })}
          />
          {tile && (
            <TrendCard
              site={site}
              tile={tile}
              asOf={now.asOf}
              step={search.step ?? 'day'}
              directory={directory}
              onStep={(step) => onSearch({ ...search, step })}
            />
          )}
          {shops.length > 0 && <SiteTable sites={shops} selected={site.id} />}
        </div>
      </div>
      <aside className="border-l border-line bg-surface px-5 py-5.5 max-lg:hidden">
        <Attention now={now} directory={directory} pointed={search.alert} />
      </aside>
    </div>
  );
}
