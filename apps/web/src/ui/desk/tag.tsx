import type { ReactNode } from 'react';

export type TagTone = 'good' | 'info' | 'attention' | 'critical' | 'neutral';

/** A small state in words, with an icon where the words have a direction. */
export function Tag({ tone, icon, children }: { readonly tone: TagTone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="desk-tag" data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
