import { m } from '../../paraglide/messages.js';
import type { Effect } from './effect.ts';
import { EffectCard } from './effect-card.tsx';

interface EffectsPanelProps {
  /** Undefined while the server is being asked. */
  readonly effects: readonly Effect[] | undefined;
  readonly metricName: (id: string) => string;
}

/** One card per site for the first metric asked about; the other metrics of that site in a line each. */
export function EffectsPanel({ effects, metricName }: EffectsPanelProps) {
  if (!effects || effects.length === 0) {
    return (
      <section
        aria-label={m.desk_effect_title()}
        className="rounded-[16px] border border-line bg-raised p-5 shadow-card"
      >
        <h2 className="font-semibold text-ink-2">{m.desk_effect_title()}</h2>
        <p role="status" className="mt-1 text-ink-3">
          {effects ? m.desk_effect_none() : m.desk_loading()}
        </p>
      </section>
    );
  }
  const sites = [...new Set(effects.map(({ site }) => site))];
  return sites.map((site) => {
    const own = effects.filter((effect) => effect.site === site);
    const main = own.find(({ metric }) => metric === 'entry-rate') ?? own[0];
    if (!main) return null;
    const others = own
      .filter((effect) => effect !== main && effect.before.n > 0)
      .map((effect) => ({ metric: metricName(effect.metric), effect }));
    return <EffectCard key={site} effect={main} metric={metricName(main.metric)} others={others} />;
  });
}
