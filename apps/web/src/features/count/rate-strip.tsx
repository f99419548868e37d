import { entryRate } from '@fieldloop/domain/metrics/entry-rate';
import type { Target } from '@fieldloop/domain/records/target';
import { targetAt } from '@fieldloop/domain/records/target';
import { standingOf } from '@fieldloop/domain/standing';
import { wilsonInterval } from '@fieldloop/statistics';
import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { memo } from 'react';
import { m } from '../../paraglide/messages.js';
import { formatLevel, formatRate } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { Sparkline } from '../../ui/sparkline.tsx';

interface RateStripProps {
  readonly entered: number;
  readonly footfall: number;
  readonly targets: readonly Target[];
  readonly trend: readonly (number | undefined)[];
  readonly now: number;
}

/** Today's entry rate against the target that holds now; an interval that contains it is neither above nor below. */
export const RateStrip = memo(function RateStrip({ entered, footfall, targets, trend, now }: RateStripProps) {
  const locale = useLocale();
  const target = targets.filter(({ metric }) => metric === entryRate.id).map((each) => targetAt(each, now)?.value).find((value) => value !== undefined);
  const value = footfall > 0 ? entered / footfall : undefined;
  const interval = footfall > 0 ? wilsonInterval(entered, footfall, 0.95) : undefined;
  const standing = standingOf({ formula: entryRate.formulas[0], value, n: footfall, interval, target, confidence: 0.95 });
  const level = target === undefined ? '' : formatLevel(target, locale);
  const words = {
    above: () => m.count_target_above({ target: level }),
    near: () => m.count_target_near({ target: level }),
    below: () => m.count_target_below({ target: level }),
    'not-enough': () => (standing.needed === undefined ? m.count_target_near({ target: level }) : m.count_target_not_enough({ n: standing.needed })),
    'no-target': () => m.count_target_none(),
    none: () => m.count_target_none(),
  }[standing.state]();
  return (
    <div className="count-strip">
      <b>{value === undefined ? '—' : formatRate(value, locale)}</b>
      {standing.state === 'above' && <ArrowUp className="size-4" aria-hidden />}
      {standing.state === 'below' && <ArrowDown className="size-4" aria-hidden />}
      {standing.state === 'near' && <Equal className="size-4" aria-hidden />}
      <span>{value === undefined ? m.count_no_rate() : words}</span>
      {trend.filter((rate) => rate !== undefined).length > 2 && <Sparkline values={trend} label={m.count_trend_label()} />}
    </div>
  );
});
