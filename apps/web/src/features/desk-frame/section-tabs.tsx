import { useEffect, useRef } from 'react';
import { Link, usePathname } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';

const tabClass =
  'inline-flex min-h-9 items-center border-b-2 border-transparent px-1 font-semibold text-ink-3 no-underline hover:text-ink aria-[current]:border-ink aria-[current]:text-ink pointer-coarse:min-h-11';

/** Loops and issues are two sides of one thing. */
export function LoopTabs() {
  return (
    <nav aria-label={m.desk_loops_tabs()} className="mb-4 flex gap-5 border-b border-line">
      <Link to="/desk/loops" className={tabClass}>
        {m.desk_nav_loops()}
      </Link>
      <Link to="/desk/issues" className={tabClass}>
        {m.desk_nav_issues()}
      </Link>
    </nav>
  );
}

/** The parts of the settings; channels are planners' and admins', keys the admin's. */
export function SettingsTabs({ channels, keys, held }: { readonly channels: boolean; readonly keys: boolean; readonly held: number }) {
  const tabs = useRef<HTMLElement>(null);
  const counted = held > 0;
  // Entries are brought in from there.
  const bringing = usePathname() === '/desk/bring-in';
  // On a phone they are wider than the screen; the one that is open is in sight.
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [channels, keys, counted]);
  return (
    <nav
      ref={tabs}
      aria-label={m.desk_settings_tabs()}
      className="mb-4 flex gap-3 overflow-x-auto sm:gap-5 border-b border-line whitespace-nowrap"
    >
      <Link to="/desk/rules" className={tabClass}>
        {m.desk_settings_rules()}
      </Link>
      {channels && (
        <Link to="/desk/channels" className={tabClass}>
          {m.desk_settings_channels()}
        </Link>
      )}
      <Link to="/desk/people" className={tabClass}>
        {m.desk_settings_people()}
      </Link>
      {keys && (
        <Link to="/desk/keys" className={tabClass}>
          {m.desk_settings_keys()}
        </Link>
      )}
      <Link to="/desk/quarantine" className={tabClass} {...(bringing && { 'aria-current': true })}>
        {m.desk_settings_held()}
        {counted && <span className="ml-1.5 text-critical">{held}</span>}
      </Link>
    </nav>
  );
}
