import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { NowTile, SessionTile } from './now-tile.tsx';
import type { Now, SiteNow } from './now.ts';

interface SiteTilesProps {
  readonly now: Now;
  readonly site: SiteNow;
  readonly selected: string | undefined;
  readonly onSelect: (metric: string) => void;
}

/** Numbers that a planner asks for first, in the order they are asked. */
const first = ['sales', 'net-sales', 'live-sales', 'entry-rate', 'conversion', 'view-rate', 'try-on-rate', 'sales-per-visitor'];

/** The tiles of the site that is looked at, and the live rooms beside a shop. */
export function SiteTiles({ now, site, selected, onSelect }: SiteTilesProps) {
  const locale = useLocale();
  const rank = (metric: string) => (first.indexOf(metric) + first.length + 1) % (first.length + 1);
  const tiles = [...site.tiles].sort((left, right) => rank(left.metric) - rank(right.metric));
  const rooms = site.kind === 'live-room' ? [site] : now.sites.filter(({ kind, session }) => kind === 'live-room' && session);
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13.5rem),1fr))] gap-3">
      {tiles.map((tile) => (
        <NowTile key={tile.metric} tile={tile} site={site} selected={tile.metric === selected} onSelect={() => onSelect(tile.metric)} />
      ))}
      {rooms.map((room) => (
        <SessionTile key={room.id} site={room} time={room.session?.startsAt === undefined ? undefined : formatMoment(room.session.startsAt, now.asOf, room.timeZone, locale)} />
      ))}
    </ul>
  );
}
