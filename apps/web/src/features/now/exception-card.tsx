import type { ReactNode } from 'react';
import type { Attachment } from '@fieldloop/domain/payload';
import { StoredPhoto } from '../../ui/stored-photo.tsx';

interface ExceptionCardProps {
  readonly tone: 'critical' | 'attention' | 'info';
  readonly title: ReactNode;
  readonly note: string;
  readonly photo?: Attachment | undefined;
  readonly photoLabel?: string;
  readonly children?: ReactNode;
  /** Brought into view and outlined: a message pointed here. */
  readonly pointed?: boolean;
}

/** One thing that needs somebody: what, since when, and what can be done right here. */
export function ExceptionCard({
  tone,
  title,
  note,
  photo,
  photoLabel = '',
  children,
  pointed = false,
}: ExceptionCardProps) {
  const edge = { critical: 'border-l-critical', attention: 'border-l-attention', info: 'border-l-info' }[tone];
  return (
    <li
      ref={pointed ? intoView : undefined}
      className={`rounded-[12px] border border-l-4 border-line bg-raised px-3.5 py-3 ${edge} ${pointed ? 'outline-2 outline-offset-2 outline-ink' : ''}`}
    >
      <div className="flex gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="leading-snug font-bold">{title}</h3>
          <p className="mt-0.5 text-[0.78rem] text-ink-3">{note}</p>
        </div>
        {photo && <StoredPhoto sha256={photo.sha256} alt={photoLabel} className="size-14 flex-none rounded-[8px] border border-line bg-line object-cover" small />}
      </div>
      {children && <div className="mt-2 flex flex-wrap items-center gap-2">{children}</div>}
    </li>
  );
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
