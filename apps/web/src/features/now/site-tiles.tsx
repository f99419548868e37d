import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { NowTile, SessionTile } from './now-tile.tsx';
import type { Now, SiteNow } from './now.ts';
import { orderedTiles } from './tile-order.ts';

interface SiteTilesProps {
  readonly now: Now;
  readonly site: SiteNow;
  readonly selected: string | undefined;
  readonly onSelect: (metric: string) => void;
}

const grid = 'grid grid-cols-2 gap-2.5 sm:grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] sm:gap-3';

/** The numbers a planner asks for first; the others on demand. */
export function SiteTiles({ now, site, selected, onSelect }: SiteTilesProps) {
  const locale = useLocale();
  const rooms =
    site.kind === 'live-room' ? [site] : now.sites.filter(({ kind, session }) => kind === 'live-room' && session);
  const { first, rest } = orderedTiles(site.tiles, 4 - Math.min(1, rooms.length));
  const [more, setMore] = useState(rest.some(({ metric }) => metric === selected));
  return (
    <div className="grid gap-2">
      <ul className={grid}>
        {first.map((tile) => (
          <NowTile
            key={tile.metric}
            tile={tile}
            site={site}
            selected={tile.metric === selected}
            onSelect={() => onSelect(tile.metric)}
          />
        ))}
        {rooms.map((room) => (
          <SessionTile
            key={room.id}
            site={room}
            time={
              room.session?.startsAt === undefined
                ? undefined
                : formatMoment(room.session.startsAt, now.asOf, room.timeZone, locale)
            }
          />
        ))}
      </ul>
      {rest.length > 0 && (
        <Button tone="quiet" className="justify-self-start px-1" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? m.desk_now_fewer_metrics() : m.desk_now_more_metrics({ count: rest.length })}
        </Button>
      )}
      {more && (
        <ul className={grid}>
          {rest.map((tile) => (
            <NowTile
              key={tile.metric}
              tile={tile}
              site={site}
              selected={tile.metric === selected}
              onSelect={() => onSelect(tile.metric)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
