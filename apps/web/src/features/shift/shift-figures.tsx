import { Check, Clock } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useEntries } from '../../runtime/react/use-records.ts';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { counterName } from '../../ui/counter-name.ts';
import { formatDuration } from '../../ui/desk-format/instants.ts';
import { formatCount, formatMoney } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { Notice } from '../../ui/state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ExportButton } from '../../ui/export-button.tsx';
import { summarise } from './summary.ts';

/** More than anybody logs in a shift. */
const wholeShift = 5_000;

/** What I logged in this shift, and what of it is not sent yet. */
export function ShiftFigures({ floor, shift }: { readonly floor: Floor; readonly shift: NonNullable<Floor['shift']> }) {
  const locale = useLocale();
  const now = useNow(serverNow, 30_000);
  const entries = useEntries(wholeShift);
  const { waiting, photosWaiting } = useSyncStatus();
  const mine = (entries.value ?? []).map(({ fact }) => fact).filter((fact) => fact.scope === floor.scope && fact.at + fact.offset >= shift.startedAt);
  const summary = summarise(mine);
  const rows: readonly (readonly [string, string])[] = [
    [m.shift_summary_hours(), formatDuration(now - shift.startedAt, locale)],
    ...summary.counts.map(({ counter, n }) => [counterName(counter), formatCount(n, locale)] as const),
    ...(summary.currency ? [[m.shift_summary_amount(), formatMoney(summary.amountMinor, summary.currency, locale, 2)] as const] : []),
    ...(summary.items > 0 ? [[m.shift_summary_items(), formatCount(summary.items, locale)] as const] : []),
    ...(summary.steps > 0 ? [[m.shift_summary_steps(), formatCount(summary.steps, locale)] as const] : []),
    ...(summary.corrections > 0 ? [[m.shift_summary_corrections(), formatCount(summary.corrections, locale)] as const] : []),
  ];
  const unsent = waiting + photosWaiting;
  return (
    <>
      <dl className="border-y border-line">
        {rows.map(([name, value]) => (
          <div key={name} className="flex min-h-12 items-center justify-between gap-4 border-line not-first:border-t">
            <dt className="text-ink-2">{name}</dt>
            <dd className="text-l font-bold">{value}</dd>
          </div>
        ))}
      </dl>
      {mine.length <= 1 && <p className="mt-3 text-ink-3">{m.shift_summary_nothing()}</p>}
      <div className="mt-5 grid gap-3">
        {unsent > 0 ? (
          <>
            <Notice tone="attention" icon={<Clock aria-hidden />}>{m.shift_unsent({ n: unsent })}</Notice>
            <ExportButton />
          </>
        ) : (
          <Notice icon={<Check aria-hidden />}>{m.shift_all_sent()}</Notice>
        )}
      </div>
    </>
  );
}
