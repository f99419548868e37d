import type { Loop } from '@fieldloop/domain/records/loop';
import type { Revision } from '@fieldloop/domain/records/revision';
import type { ReactNode } from 'react';
import type { Directory } from '../../runtime/react/use-directory.ts';
import type { LoopInsight } from './loop-insight.ts';

/** What every step of the page is told. */
export interface StepParts {
  readonly loop: Loop;
  /** The newest revision that answers the loop. */
  readonly revision: Revision | undefined;
  readonly insight: LoopInsight | undefined;
  readonly directory: Directory;
  readonly when: (at: number) => string;
  readonly metricName: (id: string) => string;
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly note?: string | undefined;
  readonly done: boolean;
  readonly children: ReactNode;
}

/** One station of the loop: a numbered dot on the line, and a card. */
export function Step({ number, title, note, done, children }: StepProps) {
  return (
    <li className="relative pb-4.5 pl-12.5">
      <span
        aria-hidden
        className={`absolute top-0.5 left-0 grid size-8 place-items-center rounded-full font-bold [&_svg]:size-4 ${done ? 'bg-accent text-accent-ink' : 'border-2 border-line-strong bg-surface text-ink-2'}`}
      >
        {number}
      </span>
      <section aria-label={title} className="desk-card px-4 py-3.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h2 className="desk-card-title">{title}</h2>
          {note && <p className="ml-auto text-[0.8125rem] text-ink-3">{note}</p>}
        </div>
        <div className="mt-0.5 grid gap-2 text-ink-2">{children}</div>
      </section>
    </li>
  );
}
