import type { ReactNode } from 'react';

interface StateProps {
  /** A lucide icon. */
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What a screen shows when there is nothing yet, something failed or the network is needed. */
export function ScreenState({ icon, title, children, action }: StateProps) {
  return (
    <div className="mx-auto flex max-w-[22rem] flex-col items-center gap-3 px-4 py-12 text-center">
      <span className="text-ink-3 [&_svg]:size-9 [&_svg]:stroke-[1.5]" aria-hidden>{icon}</span>
      <h2 className="text-l font-bold">{title}</h2>
      {children && <div className="text-ink-2">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** Bars where words will be; said once to screen readers. */
export function LoadingState({ label, rows = 3 }: { readonly label: string; readonly rows?: number }) {
  return (
    <div role="status" data-loading className="grid gap-3 py-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} aria-hidden className="block h-12 rounded-small bg-line opacity-60" />
      ))}
    </div>
  );
}

/** A note in the page: what is true now and what to do. */
export function Notice({ tone = 'info', icon, children }: { readonly tone?: 'info' | 'attention' | 'critical'; readonly icon?: ReactNode; readonly children: ReactNode }) {
  const colour = { info: 'bg-info-soft text-info', attention: 'bg-attention-soft text-attention', critical: 'bg-critical-soft text-critical' }[tone];
  return (
    <div className={`flex items-start gap-2.5 rounded-[14px] border border-transparent px-3.5 py-3 in-data-[theme=outdoor]:border-current ${colour} [&_svg]:mt-0.5 [&_svg]:size-[18px] [&_svg]:flex-none`}>
      {icon}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
