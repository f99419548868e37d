import { metrics } from '@fieldloop/domain/metrics';
import { EffectsPanel } from '../../features/effect/effects-panel.tsx';
import { LegsStrip } from '../../features/loops/legs-strip.tsx';
import { LoopPage } from '../../features/loops/loop-page.tsx';
import { counterWords } from '../../ui/desk-format/counter-words.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { useParam } from '../../ui/navigation.tsx';

export function Loop() {
  const locale = useLocale();
  const metricName = (id: string) => {
    const metric = metrics.get(id);
    return metric ? localText(metric.title, locale) : (counterWords(id) ?? id);
  };
  const loop = useParam('loop');
  return (
    <LoopPage
      key={loop}
      id={loop}
      metricName={metricName}
      effects={(insight) => (
        <>
          <EffectsPanel effects={insight?.effects} metricName={metricName} />
          {insight && <LegsStrip insight={insight} />}
        </>
      )}
    />
  );
}
