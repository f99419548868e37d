import { memo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../ui/locale.ts';
import type { Pad } from './pads.ts';
import { padName } from './words.ts';

interface PadButtonProps {
  readonly pad: Pad;
  readonly value: number;
  /** Added to the painted number while a finger is down. */
  readonly preview: number;
  readonly hint: string;
  readonly onTap: () => void;
  readonly onUndo: () => void;
  /** Steps of five and ten; absent where every one has its own words, as a sale has. */
  readonly onAdjust?: (() => void) | undefined;
}

const longPressMs = 500;

/** One pad. The finger paints on its way down and counts on its way up, so a slip off the pad counts nothing. */
export const PadButton = memo(function PadButton({ pad, value, preview, hint, onTap, onUndo, onAdjust }: PadButtonProps) {
  const locale = useLocale();
  const [down, setDown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const name = padName(pad.counter);

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    held.current = false;
    setDown(true);
    if (!onAdjust) return;
    timer.current = setTimeout(() => {
      held.current = true;
      setDown(false);
      onAdjust();
    }, longPressMs);
  };
  const lift = () => {
    clearTimeout(timer.current);
    setDown(false);
  };
  const click = () => {
    lift();
    // The click that ends a long press already did something else.
    if (held.current) held.current = false;
    else onTap();
  };

  return (
    <div className={`pad pad-${pad.tone}`} role="group" aria-label={name} data-down={down} data-counter={pad.counter} data-wide={value >= 1_000}>
      <button
        type="button"
        className="pad-tap"
        aria-describedby={`pad-${pad.counter}`}
        onPointerDown={press}
        onPointerUp={() => clearTimeout(timer.current)}
        onPointerLeave={lift}
        onPointerCancel={lift}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={moveFocus}
        onClick={click}
      >
        <span className="pad-label">{name}</span>
      </button>
      <p id={`pad-${pad.counter}`} className="pad-figures">
        <span className="pad-number" data-testid={`pad-${pad.counter}-number`}>
          {new Intl.NumberFormat(locale).format(value + (down ? preview : 0))}
        </span>
        <span className="pad-hint">{hint}</span>
      </p>
      <span className="pad-tools">
        <button type="button" className="pad-tool" aria-label={m.count_undo_pad({ pad: name })} onClick={onUndo}>
          −1
        </button>
        {onAdjust && <button type="button" className="pad-tool" aria-label={m.count_adjust_pad({ pad: name })} onClick={onAdjust}>±5</button>}
      </span>
    </div>
  );
});

// Arrows walk from pad to pad; Enter and Space are the browser's own click.
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const pads = [...document.querySelectorAll<HTMLButtonElement>('.pad-tap')];
  const next = pads[(pads.indexOf(event.currentTarget) + step + pads.length) % pads.length];
  event.preventDefault();
  next?.focus();
}
