import { type ReactNode, lazy, Suspense, useId, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../button.tsx';
import { Scroll } from '../desk/scroll.tsx';
import type { ChartProps } from './chart.tsx';

const Chart = lazy(() => import('./chart.tsx').then(({ Chart: component }) => ({ default: component })));

interface ChartCardProps {
  readonly title: string;
  /** One generated sentence; also the chart's name for those who cannot see it. */
  readonly sentence: string;
  readonly option: ChartProps['option'];
  readonly drawing: string;
  readonly height?: number;
  /** The same figures as rows. */
  readonly table: ReactNode;
  readonly tools?: ReactNode;
}

/** A chart with its sentence above, and the figures behind a toggle. */
export function ChartCard({ title, sentence, option, drawing, height = 240, table, tools }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className="desk-card" aria-labelledby={id}>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id={id} className="desk-card-title mr-auto">
          {title}
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          {tools}
          <Button tone="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? m.desk_table_hide() : m.desk_table_show()}
          </Button>
        </div>
      </div>
      <p className="mt-0.5 mb-2 text-ink-3">{sentence}</p>
      {asTable ? (
        <Scroll label={title} className="max-h-80">
          {table}
        </Scroll>
      ) : (
        <Suspense fallback={<div style={{ height }} />}>
          <Chart option={option} drawing={drawing} label={sentence} height={height} />
        </Suspense>
      )}
    </section>
  );
}
