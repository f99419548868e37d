import type { ReactNode } from 'react';

/** Numbered steps, each with the picture of the button it speaks of. */
export function InstallSteps({ steps }: { readonly steps: readonly (readonly [ReactNode, string])[] }) {
  return (
    <ol className="grid gap-3 border-y border-line py-4">
      {steps.map(([icon, words], index) => (
        <li key={words} className="flex items-center gap-3 [&_svg]:size-[22px] [&_svg]:stroke-[1.75] [&_svg]:text-ink-2">
          <span className="grid size-8 flex-none place-items-center rounded-full border border-line-strong text-s font-semibold">{index + 1}</span>
          <span className="min-w-0 flex-1">{words}</span>
          {icon}
        </li>
      ))}
    </ol>
  );
}
