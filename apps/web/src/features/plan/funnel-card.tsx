import { m } from '../../paraglide/messages.js';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatCount, formatRange, formatRate } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { funnelSentence, stepWords } from './funnel.ts';
import type { FunnelStep } from './plan-insight.ts';

/** How many came how far: bars with counts, and each step's share of the one before with its interval. */
export function FunnelCard({ title, steps }: { readonly title: string; readonly steps: readonly FunnelStep[] }) {
  const locale = useLocale();
  const most = Math.max(1, ...steps.map(({ n }) => n));
  const empty = steps.every(({ n }) => n === 0);
  return (
    <Card title={title} label={title} sub={funnelSentence(steps, locale)}>
      {!empty && (
        <ol className="grid gap-2">
          {steps.map((step) => (
            <li
              key={step.step}
              className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]"
            >
              <span className="text-ink-2">{stepWords(step.step)}</span>
              <span className="flex items-center gap-2">
                <span
                  aria-hidden
                  className="h-5 min-w-0.5 rounded-[4px] bg-accent"
                  style={{ width: `${(step.n / most) * 72}%` }}
                />
                <span className="font-bold">{formatCount(step.n, locale)}</span>
              </span>
              <span className="text-[0.8125rem] text-ink-3 max-sm:col-start-2 sm:text-right sm:whitespace-nowrap">
                {share(step)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );

  function share({ ofPrevious }: FunnelStep): string {
    if (ofPrevious?.value === undefined || ofPrevious.value > 1) return '';
    const value = formatRate(ofPrevious.value, locale);
    if (ofPrevious.low === undefined || ofPrevious.high === undefined) return value;
    return m.desk_plan_funnel_of_previous({ value, range: formatRange(ofPrevious.low, ofPrevious.high, locale) });
  }
}
