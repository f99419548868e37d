import { m } from '../../paraglide/messages.js';
import { formatPoints } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';

/** A difference with its interval on a line that shows where zero is. */
export function IntervalStrip({
  point,
  low,
  high,
}: {
  readonly point: number;
  readonly low: number;
  readonly high: number;
}) {
  const locale = useLocale();
  const x = scale(Math.min(0, low), Math.max(0, high));
  const [from, to] = [x(low), x(high)];
  const close = to - from < 70;
  const words = {
    point: formatPoints(point, locale),
    low: formatPoints(low, locale),
    high: formatPoints(high, locale),
  };
  return (
    <svg viewBox="0 0 340 84" className="mt-2 block w-full" role="img" aria-label={m.desk_effect_interval_label(words)}>
      <g aria-hidden="true" className="text-[11.5px]">
        <path d="M10 52H330" className="stroke-line-strong" />
        <path d={`M${x(0)} 45v14`} className="stroke-ink-3" strokeWidth="1.5" />
        <text x={x(0)} y="76" textAnchor="middle" className="fill-ink-3">
          0
        </text>
        <path d={`M${from} 52H${to}`} className="stroke-accent" strokeWidth="8" strokeLinecap="round" opacity="0.3" />
        <circle cx={x(point)} cy="52" r="7" className="fill-accent" />
        <text x={close ? from - 3 : from} y="34" textAnchor={close ? 'end' : 'middle'} className="fill-ink-2">
          {words.low}
        </text>
        <text x={close ? to + 3 : to} y="34" textAnchor={close ? 'start' : 'middle'} className="fill-ink-2">
          {words.high}
        </text>
      </g>
    </svg>
  );
}

/** Room for a tenth of the span on either side, within 20…320. */
export function scale(from: number, to: number): (value: number) => number {
  const margin = (to - from) * 0.12 || 0.01;
  return (value) => Math.round((20 + (300 * (value - from + margin)) / (to - from + 2 * margin)) * 10) / 10;
}
