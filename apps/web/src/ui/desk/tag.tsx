import type { ReactNode } from 'react';

export type TagTone = 'good' | 'info' | 'attention' | 'critical' | 'neutral';

/** A small state in words, with an icon where the words have a direction. */
export function Tag({
  tone,
  icon,
  wraps = false,
  children,
}: {
  readonly tone: TagTone;
  readonly icon?: ReactNode;
  /** Long words may take two lines. */ readonly wraps?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={`desk-tag ${wraps ? 'whitespace-normal' : ''}`} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
