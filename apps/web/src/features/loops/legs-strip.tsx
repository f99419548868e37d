import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../ui/locale.ts';
import { legsOf } from './legs.ts';
import type { LoopInsight } from './loop-insight.ts';

/** Time on each leg of the loop, one figure each. */
export function LegsStrip({ insight }: { readonly insight: LoopInsight }) {
  const legs = legsOf(insight.legs, insight.effects[0]?.workedFromDay, useLocale());
  return (
    <dl
      aria-label={m.desk_loop_legs()}
      className="grid grid-cols-2 overflow-hidden rounded-[12px] border border-line bg-surface"
    >
      {legs.map((leg, index) => (
        <div
          key={leg.key}
          className={`flex flex-col-reverse justify-end px-3.5 py-2.5 ${index % 2 ? 'border-l border-line' : ''} ${index > 1 ? 'border-t border-line' : ''}`}
        >
          <dt className="text-[0.78rem] text-ink-3">{leg.label}</dt>
          <dd className="text-[1.06rem] font-bold">{leg.value}</dd>
        </div>
      ))}
    </dl>
  );
}
