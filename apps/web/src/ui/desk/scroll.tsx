import type { ReactNode } from 'react';

/** Something wider (or taller) than its place, such as a table: it scrolls by finger, wheel and arrow keys. */
export function Scroll({
  label,
  className = '',
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    // A scroller without anything to focus in it must take the focus itself, or the keyboard cannot move it.
    <div role="group" aria-label={label} tabIndex={0} className={`desk-scroll ${className}`}>
      {children}
    </div>
  );
}
