import { m } from '../../paraglide/messages.js';
import { Scroll } from '../../ui/desk/scroll.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatDay } from '../../ui/desk-format/instants.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { formatCount, formatMoney, formatRate } from '../../ui/desk-format/numbers.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { PlanInsight, ShopPoint } from './plan-insight.ts';

/** Every day of the shops to the unit, with the totals at the top. */
export function DaysCard({ insight }: { readonly insight: PlanInsight }) {
  const locale = useLocale();
  const shops = insight.sites.filter(({ kind }) => kind !== 'live-room');
  const zone = shops[0]?.timeZone ?? 'UTC';
  return (
    <Card title={m.desk_plan_step_day()} label={m.desk_plan_step_day()}>
      <Scroll label={m.desk_plan_step_day()} className="max-h-[26rem]">
        <table className="desk-table">
          <thead className="sticky top-0 bg-surface">
            <tr>
              <th scope="col">{m.desk_plan_col_day()}</th>
              <th scope="col">{m.desk_plan_col_passed()}</th>
              <th scope="col">{m.desk_plan_col_entered()}</th>
              <th scope="col">{m.desk_plan_col_entry_rate()}</th>
              <th scope="col">{m.desk_plan_col_tried()}</th>
              <th scope="col">{m.desk_plan_col_receipts()}</th>
              <th scope="col">{m.desk_plan_col_conversion()}</th>
              <th scope="col">{m.desk_plan_col_sales()}</th>
            </tr>
          </thead>
          <tbody>
            {shops.map((site) => (
              <Row
                key={site.id}
                point={site.totals}
                label={
                  shops.length > 1 ? `${m.desk_plan_total()} · ${localText(site.name, locale)}` : m.desk_plan_total()
                }
                currency={insight.plan.currency}
                locale={locale}
                strong
              />
            ))}
            {[...insight.days].reverse().map((point) => (
              <Row
                key={point.start}
                point={point}
                label={formatDay(point.start, zone, locale)}
                currency={insight.plan.currency}
                locale={locale}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

interface RowProps {
  readonly point: ShopPoint;
  readonly label: string;
  readonly currency: string;
  readonly locale: Locale;
  readonly strong?: boolean;
}

function Row({ point, label, currency, locale, strong = false }: RowProps) {
  const rate = (value: number | undefined) => (value === undefined ? m.desk_none() : formatRate(value, locale));
  return (
    <tr className={strong ? 'font-bold' : ''}>
      <th scope="row" className={strong ? '' : 'font-normal'}>
        {label}
      </th>
      <td>{formatCount(point.passedBy + point.entered, locale)}</td>
      <td>{formatCount(point.entered, locale)}</td>
      <td>{rate(point.entryRate.value)}</td>
      <td>{formatCount(point.triedOn, locale)}</td>
      <td>{formatCount(point.receipts, locale)}</td>
      <td>{rate(point.conversion.value)}</td>
      <td>{formatMoney(point.amountMinor, currency, locale)}</td>
    </tr>
  );
}
