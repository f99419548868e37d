import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

interface HoldButtonProps {
  readonly label: string;
  readonly onHeld: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Long enough that a pocket does not do it. */
const holdMs = 3_000;

/** Does something only after three seconds of holding, by finger or by key; a bar shows how far it is. */
export function HoldButton({ label, onHeld, className = '', children }: HoldButtonProps) {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const begin = () => {
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, holdMs);
  };
  const end = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const pressKey = (event: KeyboardEvent) => {
    if ((event.key === ' ' || event.key === 'Enter') && !event.repeat) begin();
  };

  return (
    <button
      type="button"
      aria-label={label}
      className={`hold ${className}`}
      data-holding={holding}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onKeyDown={pressKey}
      onKeyUp={end}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}
