import { m } from '../../paraglide/messages.js';
import { Scroll } from '../../ui/desk/scroll.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatDay } from '../../ui/desk-format/instants.ts';
import { formatCount, formatMoney } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { stepWords } from './funnel.ts';
import type { PlanInsight } from './plan-insight.ts';

/** Live sessions by day, in the steps of the live-room funnel. */
export function SessionsCard({
  sessions,
  currency,
}: {
  readonly sessions: PlanInsight['sessions'];
  readonly currency: string;
}) {
  const locale = useLocale();
  const steps = sessions.reduce<readonly string[]>(
    (longest, { funnel }) => (funnel.length > longest.length ? funnel.map(({ step }) => step) : longest),
    [],
  );
  if (sessions.length === 0) return null;
  return (
    <Card title={m.desk_plan_sessions()} label={m.desk_plan_sessions()}>
      <Scroll label={m.desk_plan_sessions()}>
        <table className="desk-table mt-1">
          <thead>
            <tr>
              <th scope="col">{m.desk_plan_col_day()}</th>
              {steps.map((step) => (
                <th key={step} scope="col">
                  {stepWords(step)}
                </th>
              ))}
              <th scope="col">{m.desk_plan_col_gmv()}</th>
            </tr>
          </thead>
          <tbody>
            {[...sessions]
              .sort((left, right) => right.day.localeCompare(left.day))
              .map((session) => (
                <tr key={`${session.site} ${session.day}`}>
                  <th scope="row" className="font-normal whitespace-nowrap">
                    {formatDay(Date.parse(`${session.day}T12:00:00Z`), 'UTC', locale)}
                  </th>
                  {steps.map((step) => {
                    const n = session.funnel.find((each) => each.step === step)?.n;
                    return <td key={step}>{n === undefined ? m.desk_none() : formatCount(n, locale)}</td>;
                  })}
                  <td>{formatMoney(session.amountMinor, currency, locale)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}
