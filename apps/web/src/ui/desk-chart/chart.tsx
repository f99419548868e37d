import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { type ChartColours, readChartColours } from './chart-colours.ts';

export interface ChartProps {
  /** Builds the option for the theme in force. */
  readonly option: (colours: ChartColours) => EChartsCoreOption;
  /** Names what is drawn; another one draws again. */
  readonly drawing: string;
  /** One sentence that says what the chart shows. */
  readonly label: string;
  /** Height in px. */
  readonly height: number;
}

/** A drawn chart: SVG, no animation, redrawn when its size or the theme changes. */
export function Chart({ option, drawing, label, height }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const latest = useEffectEvent(option);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let chart: EChartsType | undefined;
    let gone = false;
    const draw = () => chart?.setOption({ animation: false, ...latest(readChartColours(element)) }, { notMerge: true });
    const theme = new MutationObserver(draw);
    const size = new ResizeObserver(() => chart?.resize());
    void import('./echarts-modules.ts').then(({ init }) => {
      if (gone) return;
      chart = init(element, undefined, { renderer: 'svg' });
      draw();
      theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
      size.observe(element);
    });
    return () => {
      gone = true;
      theme.disconnect();
      size.disconnect();
      chart?.dispose();
    };
  }, [drawing]);

  return (
    <div role="img" aria-label={label}>
      <div ref={holder} aria-hidden="true" style={{ height }} className="w-full" />
    </div>
  );
}
