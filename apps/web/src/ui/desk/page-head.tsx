import type { ReactNode } from 'react';

/** A screen's name, one line of what it covers, and what can be done to the whole of it. */
export function PageHead({
  title,
  sub,
  actions,
}: {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className="mb-4 flex min-h-9 flex-wrap items-baseline gap-x-3 gap-y-1">
      <h1 className="text-[1.5rem] leading-tight font-bold tracking-[-0.02em]">{title}</h1>
      {sub && <p className="min-w-0 flex-1 basis-60 text-ink-3">{sub}</p>}
      {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** A card with a title, an optional line under it, and tools at its right. */
export function Card({
  title,
  sub,
  tools,
  children,
  label,
}: {
  readonly title?: ReactNode;
  readonly sub?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly label?: string;
}) {
  return (
    <section className="desk-card" aria-label={label}>
      {(title || tools) && (
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <h2 className="desk-card-title mr-auto">{title}</h2>
          {tools && <div className="flex flex-wrap items-center gap-2">{tools}</div>}
        </div>
      )}
      {sub && <p className="mt-0.5 mb-2 text-ink-3">{sub}</p>}
      {children}
    </section>
  );
}
