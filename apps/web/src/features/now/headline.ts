import { m } from '../../paraglide/messages.js';
import { formatClock, formatDay } from '../../ui/desk-format/instants.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Now } from './now.ts';

/** One line over the screen: how many sites, which day, how fresh, and whose phones hold data back. */
export function headline({ asOf, sites }: Now, locale: Locale): string {
  const zone = sites[0]?.timeZone ?? 'UTC';
  const late = sites.flatMap((site) => {
    const count = site.devices.filter(({ unsynced }) => unsynced === 'maybe').length;
    return count > 0 ? [m.desk_now_late({ site: site.name, count })] : [];
  });
  // A site that is closed has nothing to wait for; it must not make the others look old.
  const open = sites.filter(({ openNow }) => openNow);
  const upTo = Math.min(...(open.length > 0 ? open : sites).map(({ judgedUpTo }) => judgedUpTo));
  return [
    m.desk_now_sub_sites({ count: sites.length }),
    formatDay(asOf, zone, locale),
    ...(Number.isFinite(upTo) ? [m.desk_now_as_of({ time: formatClock(upTo, zone, locale) })] : []),
    late.length > 0 ? listOf(late, locale) : m.desk_now_all_synced(),
  ].join(' · ');
}
