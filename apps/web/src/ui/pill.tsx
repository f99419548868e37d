import type { ReactNode } from 'react';
import './pill.css';

export type Tone = 'neutral' | 'good' | 'attention' | 'critical' | 'info';

/** A short state: an icon and words, never colour alone. */
export function Pill({ tone = 'neutral', icon, children }: { readonly tone?: Tone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={`pill pill-${tone}`}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
