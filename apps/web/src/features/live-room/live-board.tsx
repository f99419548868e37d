import type { LiveSession } from '@fieldloop/domain/records/live-session';
import { TriangleAlert } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { formatMoney, formatRate, signed } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { Notice } from '../../ui/state.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Total } from './differences.ts';
import { stepRates } from './differences.ts';
import { latestDifferences, previousSession, readingOf, weakestLately } from './session-readings.ts';
import { markName, stepName, totalName } from './words.ts';
import './live.css';
import '../../ui/list-row.css';

/** A reading older than this is asked for again. */
const readEveryMinutes = 30;

/** Totals, what they gained since the reading before, the pace, and the step that is weak. */
export function LiveBoard({ floor, session, all }: { readonly floor: Floor; readonly session: LiveSession; readonly all: readonly LiveSession[] }) {
  const locale = useLocale();
  const now = useNow(serverNow, 30_000);
  const last = session.readings.at(-1);
  const weakest = weakestLately(session, previousSession(session, all));
  const totals = last && readingOf(last).totals;
  const print = (total: Total, value: number) => (total === 'amountMinor' ? formatMoney(value, last?.currency ?? floor.site.currency, locale) : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value));
  const minutes = last ? Math.floor((now - last.readAt) / 60_000) : 0;
  const clock = (at: number) => formatClock(at, floor.site.timeZone, locale);
  return (
    <div className="grid gap-4">
      {weakest && (
        <Notice tone="attention" icon={<TriangleAlert aria-hidden />}>
          {m.live_weakest({ step: stepName(weakest.step), share: formatRate(weakest.ratio, locale, 0) })}
          {' · '}{weakest.against === 'previous' ? m.live_reference_before() : m.live_reference_session()}
        </Notice>
      )}
      <p className="text-ink-2">{last ? (session.endedAt === undefined && minutes >= readEveryMinutes ? m.live_due({ n: minutes }) : m.live_last({ time: clock(last.readAt) })) : m.live_first()}</p>
      {totals && (
        <table className="live-table">
          <thead>
            <tr><td /><th scope="col">{m.live_total()}</th><th scope="col">{m.live_since_last()}</th><th scope="col">{m.live_pace()}</th></tr>
          </thead>
          <tbody>
            {latestDifferences(session).map(({ total, change, perMinute }) => (
              <tr key={total}>
                <th scope="row">{totalName(total)}</th>
                <td className="text-l font-bold">{print(total, totals[total] ?? 0)}</td>
                <td>{total === 'amountMinor' ? `${change > 0 ? '+' : ''}${print(total, change)}` : signed(change, locale, 0)}</td>
                <td>{perMinute === undefined ? '—' : print(total, Math.round(perMinute * 10) / 10)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {totals && (
        <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9rem),1fr))] gap-3">
          {stepRates(totals).map(({ step, rate }) => (
            <div key={step.join()} className={`rounded-small border p-3 ${weakest?.step === step ? 'border-attention' : 'border-line'}`}>
              <dt className="text-s text-ink-3">{stepName(step)}</dt>
              <dd className="flex flex-wrap items-baseline gap-x-2 text-xl font-bold">{formatRate(rate, locale)}{weakest?.step === step && <span className="text-s font-semibold text-attention">{m.live_weakest_here()}</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      {session.marks.length > 0 && (
        <section>
          <h2 className="section-title !mt-2">{m.live_marks()}</h2>
          <ul className="list">
            {session.marks.toReversed().map(({ id, at, kind, style, note }) => (
              <li key={id} className="list-item flex min-h-11 items-center gap-3"><span className="text-ink-3">{clock(at)}</span><span className="min-w-0 flex-1">{[markName(kind), style, note].filter(Boolean).join(' · ')}</span></li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
