import { metrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import { StateTag } from '../../ui/desk/state-tag.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { TileFrame } from '../../ui/desk/tile-frame.tsx';
import { formatCount } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import type { SiteNow, Tile } from './now.ts';
import { tileText } from './tile-text.ts';

interface NowTileProps {
  readonly tile: Tile;
  readonly site: SiteNow;
  readonly selected?: boolean;
  readonly onSelect?: () => void;
}

/** One metric of one site, today so far. */
export function NowTile({ tile, site, selected = false, onSelect }: NowTileProps) {
  const locale = useLocale();
  const text = tileText(tile, { timeZone: site.timeZone, locale });
  const lower = metrics.get(tile.metric)?.direction === 'lower';
  return (
    <TileFrame
      label={text.label}
      value={text.value}
      faint={tile.state === 'not-enough' || tile.state === 'none'}
      tag={
        text.pace ? (
          <Tag tone={text.pace.tone}>{text.pace.words}</Tag>
        ) : (
          <StateTag
            state={tile.n === 0 && tile.value === undefined ? 'none' : tile.state}
            needed={tile.needed}
            lowerIsBetter={lower}
          />
        )
      }
      details={text.details}
      provenance={text.provenance}
      warning={text.warning}
      selected={selected}
      {...(onSelect ? { onSelect } : {})}
    />
  );
}

/** A live room's next or running session. */
export function SessionTile({ site, time }: { readonly site: SiteNow; readonly time: string | undefined }) {
  const locale = useLocale();
  const { session } = site;
  const reserved = session?.reserved;
  return (
    <TileFrame
      label={m.desk_tile_live_room({ name: site.name })}
      value={reserved === undefined ? (time ?? m.desk_none()) : formatCount(reserved, locale)}
      tag={
        <Tag tone={session?.running ? 'good' : 'info'}>
          {session?.running ? m.desk_tile_live_running() : m.desk_tile_live_none()}
        </Tag>
      }
      details={[
        ...(time ? [m.desk_tile_live_next({ time })] : []),
        ...(reserved === undefined ? [] : [m.desk_tile_live_reserved()]),
      ]}
    />
  );
}
