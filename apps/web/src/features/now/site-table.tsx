import { Link, useWrittenSearch } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { Scroll } from '../../ui/desk/scroll.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { formatCount } from '../../ui/desk-format/numbers.ts';
import { formatQuantity, formatQuantityRange } from '../../ui/desk-format/quantity.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { SiteNow, Tile } from './now.ts';

/** Shops side by side: counts, rates with their intervals, and which phones hold data back. */
export function SiteTable({
  sites,
  selected,
}: {
  readonly sites: readonly SiteNow[];
  readonly selected: string | undefined;
}) {
  const locale = useLocale();
  return (
    <Card title={m.desk_now_table()} label={m.desk_now_table()}>
      <Scroll label={m.desk_now_table()}>
        <table className="desk-table mt-1">
          <thead>
            <tr>
              <th scope="col">{m.desk_site()}</th>
              <th scope="col">{m.desk_now_col_passed()}</th>
              <th scope="col">{m.desk_now_col_entered()}</th>
              <th scope="col">{m.desk_now_col_entry_rate()}</th>
              <th scope="col">{m.desk_now_col_receipts()}</th>
              <th scope="col">{m.desk_now_col_conversion()}</th>
              <th scope="col">{m.desk_now_col_sales()}</th>
              <th scope="col">{m.desk_now_col_unsynced()}</th>
            </tr>
          </thead>
          <tbody>
            {sites.map((site) => (
              <Row key={site.id} site={site} selected={site.id === selected} locale={locale} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function Row({
  site,
  selected,
  locale,
}: {
  readonly site: SiteNow;
  readonly selected: boolean;
  readonly locale: Locale;
}) {
  const search = useWrittenSearch();
  const entry = tileOf(site, 'entry-rate');
  const conversion = tileOf(site, 'conversion');
  const sales = tileOf(site, 'sales') ?? tileOf(site, 'net-sales');
  const late = site.devices.filter(({ unsynced }) => unsynced === 'maybe').length;
  const aside = [
    ...(entry?.flags.includes('sampled') ? [m.desk_tile_flag_sampled()] : []),
    ...(site.openNow ? [] : [m.desk_now_closed()]),
    ...(late > 0 ? [m.desk_now_judged_up_to({ time: formatClock(site.judgedUpTo, site.timeZone, locale) })] : []),
  ].join(' · ');
  return (
    <tr data-selected={selected} data-linked>
      <th scope="row">
        <Link
          to="/desk/now"
          search={{ ...search, site: site.id }}
          className="font-semibold text-ink underline-offset-4 hover:underline"
        >
          {site.name}
        </Link>{' '}
        {aside && <span className="font-normal text-ink-3">{aside}</span>}
      </th>
      <td>{count(entry?.denominator, locale)}</td>
      <td>{count(entry?.numerator, locale)}</td>
      <td className="whitespace-nowrap">{rate(entry, locale)}</td>
      <td>{count(conversion?.numerator, locale)}</td>
      <td className="whitespace-nowrap">{rate(conversion, locale)}</td>
      <td>
        {sales?.value === undefined
          ? m.desk_none()
          : formatQuantity(sales.value, { unit: 'money', currency: site.currency, locale })}
      </td>
      <td>{late > 0 ? m.desk_now_devices_late({ count: late }) : '0'}</td>
    </tr>
  );
}

/** The tile of a metric at a site. */
export function tileOf(site: SiteNow, metric: string): Tile | undefined {
  return site.tiles.find((tile) => tile.metric === metric);
}

function count(value: number | undefined, locale: Locale): string {
  return value === undefined ? m.desk_none() : formatCount(value, locale);
}

function rate(tile: Tile | undefined, locale: Locale): string {
  if (tile?.value === undefined) return m.desk_none();
  const value = formatQuantity(tile.value, { unit: 'share', locale });
  if (tile.low === undefined || tile.high === undefined) return value;
  return m.desk_now_rate_with_range({
    value,
    range: formatQuantityRange(tile.low, tile.high, { unit: 'share', locale }),
  });
}
