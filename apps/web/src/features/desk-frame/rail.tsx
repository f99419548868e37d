import { Link, usePathname } from '../../ui/navigation.tsx';
import { Activity, Map as PlanIcon, RefreshCcw, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';

export interface RailCounts {
  readonly now: number;
  readonly loops: number;
  readonly settings: number;
}

const entries = [
  { to: '/desk/now', under: ['/desk/now'], icon: <Activity aria-hidden />, label: m.desk_nav_now, count: 'now' },
  {
    to: '/desk/plan',
    under: ['/desk/plan', '/desk/revise'],
    icon: <PlanIcon aria-hidden />,
    label: m.desk_nav_plan,
    count: undefined,
  },
  {
    to: '/desk/loops',
    under: ['/desk/loops', '/desk/issues'],
    icon: <RefreshCcw aria-hidden />,
    label: m.desk_nav_loops,
    count: 'loops',
  },
  {
    to: '/desk/rules',
    under: ['/desk/rules', '/desk/channels', '/desk/people', '/desk/keys', '/desk/quarantine', '/desk/bring-in'],
    icon: <Settings aria-hidden />,
    label: m.desk_nav_settings,
    count: 'settings',
  },
] as const;

/** The four places of the desk: a column at the left, or a bar at the bottom of a phone. */
export function Rail({
  counts,
  head,
  foot,
}: {
  readonly counts: RailCounts;
  readonly head: ReactNode;
  readonly foot: ReactNode;
}) {
  const path = usePathname();
  return (
    <div className="flex flex-none flex-col max-lg:contents lg:w-[13.5rem] lg:border-r lg:border-line lg:px-3.5 lg:py-5">
      <header className="flex items-center justify-between gap-2 max-lg:order-first max-lg:border-b max-lg:border-line max-lg:bg-surface max-lg:px-4 max-lg:py-1.5 max-lg:pt-[max(6px,env(safe-area-inset-top))] lg:mb-4 lg:px-2">
        {head}
      </header>
      <nav
        aria-label={m.desk_nav()}
        className="max-lg:order-last max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:pb-[env(safe-area-inset-bottom)]"
      >
        <ul className="grid gap-0.5 max-lg:grid-cols-4">
          {entries.map(({ to, under, icon, label, count }) => {
            const current = under.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
            const number = count ? counts[count] : 0;
            return (
              <li key={to}>
                <Link
                  to={to}
                  aria-current={current ? 'page' : undefined}
                  className="flex items-center gap-2.5 rounded-[9px] px-2.5 py-2 font-[550] text-ink-2 no-underline hover:bg-line aria-[current]:bg-ink aria-[current]:text-paper max-lg:min-h-14 max-lg:flex-col max-lg:justify-center max-lg:gap-0.5 max-lg:rounded-none max-lg:py-1 max-lg:text-2xs max-lg:aria-[current]:bg-transparent max-lg:aria-[current]:font-bold max-lg:aria-[current]:text-ink [&_svg]:size-[18px] [&_svg]:stroke-[1.75]"
                >
                  {icon}
                  <span className="lg:mr-auto">{label()}</span>
                  {number > 0 && (
                    <span className="max-lg:absolute max-lg:mb-6 max-lg:ml-9 max-lg:min-w-4 max-lg:rounded-full max-lg:bg-critical max-lg:px-1 max-lg:text-center max-lg:text-paper">
                      {number}
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <footer className="max-lg:hidden lg:mt-auto lg:px-2">{foot}</footer>
    </div>
  );
}
