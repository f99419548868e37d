import { Info } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { m } from '../../paraglide/messages.js';

interface TileFrameProps {
  readonly label: string;
  readonly tag: ReactNode;
  /** The number itself, already printed. */
  readonly value: string;
  /** Greyed: too few were counted to read anything into it. */
  readonly faint?: boolean;
  /** Interval, n, target … */
  readonly details: readonly string[];
  /** Formula, parts, sources: on demand. */
  readonly provenance?: readonly string[];
  /** Doubts that must be read without asking. */
  readonly warning?: string | undefined;
  /** Chooses the metric for the chart below. */
  readonly onSelect?: () => void;
  readonly selected?: boolean;
}

/** One number, large, with what is needed to trust it right below. */
export function TileFrame({
  label,
  tag,
  value,
  faint = false,
  details,
  provenance = [],
  warning,
  onSelect,
  selected = false,
}: TileFrameProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li
      className="desk-card relative flex flex-col px-3.5 py-3.5 sm:px-4 data-[selected=true]:border-ink-3 data-[selected=true]:shadow-[inset_0_0_0_1px_var(--ink-3)]"
      data-selected={selected}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-2 gap-y-1">
        {onSelect ? (
          <button
            type="button"
            onClick={onSelect}
            aria-pressed={selected}
            className="min-h-6 text-left font-semibold text-ink-2 underline-offset-4 hover:underline aria-pressed:text-ink pointer-coarse:min-h-11"
          >
            {label}
          </button>
        ) : (
          <span className="font-semibold text-ink-2">{label}</span>
        )}
        {tag}
      </div>
      <p
        className={`mt-0.5 text-[clamp(1.45rem,7.2vw,2.125rem)] leading-[1.15] font-bold tracking-[-0.03em] ${faint ? 'text-ink-3' : ''}`}
      >
        {value}
      </p>
      <p className="mt-0.5 flex-1 overflow-x-clip pr-7 text-[0.78rem] text-ink-3">
        <span className="-ml-3 block">
          {details.map((detail) => (
            // Each keeps together where it fits on a line of its own; the dot before the first of a line is clipped.
            <span key={detail} className="relative inline-block pl-3">
              <span aria-hidden className="absolute left-1">·</span>
              {detail}
            </span>
          ))}
        </span>
      </p>
      {warning && <p className="mt-1 text-[0.78rem] font-semibold text-attention">{warning}</p>}
      {provenance.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={m.desk_tile_details_of({ metric: label })}
            title={m.desk_tile_details()}
            onClick={() => setOpen(!open)}
            className="absolute right-2 bottom-2 grid size-7 place-items-center rounded-small text-ink-3 hover:bg-line pointer-coarse:size-11 [&_svg]:size-[15px]"
          >
            <Info aria-hidden />
          </button>
          <ul id={id} hidden={!open} className="mt-2 border-t border-line pt-2 pr-6 text-[0.78rem] text-ink-2">
            {provenance.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
