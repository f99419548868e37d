import { m } from '../../paraglide/messages.js';
import { Scroll } from '../../ui/desk/scroll.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatRate } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import type { PlanInsight } from './plan-insight.ts';

/** Grey below this: too few to read anything into a cell. */
const enough = 30;

/** Entry rate by site and hour of day; every cell prints its number, the shade only repeats it. */
export function HeatCard({
  heat,
  siteName,
}: {
  readonly heat: PlanInsight['heat'];
  readonly siteName: (id: string) => string;
}) {
  const locale = useLocale();
  const sites = [...new Set(heat.map(({ site }) => site))];
  const hours = [...new Set(heat.map(({ hour }) => hour))].sort((left, right) => left - right);
  const sure = heat
    .filter(({ entryRate }) => entryRate.denominator >= enough && entryRate.value !== undefined)
    .sort((left, right) => (left.entryRate.value ?? 0) - (right.entryRate.value ?? 0));
  const [lowest, highest] = [sure[0], sure.at(-1)];
  if (!lowest || !highest) return null;
  const most = highest.entryRate.value ?? 1;
  const sentence = m.desk_plan_heat_sentence({
    site: siteName(highest.site),
    hour: highest.hour,
    high: formatRate(most, locale, 0),
    low_hour: lowest.hour,
    low: formatRate(lowest.entryRate.value ?? 0, locale, 0),
  });
  return (
    <Card
      title={m.desk_plan_heat()}
      label={m.desk_plan_heat()}
      sub={`${sentence}${locale === 'en' ? ' ' : ''}${m.desk_plan_heat_faint()}`}
    >
      <Scroll label={m.desk_plan_heat()}>
        <table className="w-full border-separate border-spacing-0.5 text-[0.78rem]">
          <thead>
            <tr>
              <th scope="col" className="text-left font-[550] text-ink-3">
                {m.desk_site()}
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col" className="font-[550] text-ink-3">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sites.map((site) => (
              <tr key={site}>
                <th scope="row" className="pr-2 text-left font-normal whitespace-nowrap">
                  {siteName(site)}
                </th>
                {hours.map((hour) => {
                  const cell = heat.find((each) => each.site === site && each.hour === hour)?.entryRate;
                  const value = cell?.value;
                  const faint = !cell || cell.denominator < enough || value === undefined;
                  const strength = faint ? 0 : Math.round((value / most) * 48);
                  return (
                    <td
                      key={hour}
                      className={`h-8 min-w-9 rounded-[4px] text-center ${faint ? 'text-ink-3' : ''}`}
                      style={{ background: `color-mix(in oklab, var(--accent) ${strength}%, var(--surface))` }}
                    >
                      {value === undefined ? m.desk_none() : formatRate(value, locale, 0)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}
