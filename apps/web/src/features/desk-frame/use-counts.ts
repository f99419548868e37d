import { useQuery } from '@tanstack/react-query';
import { plans } from '../../runtime/identity/identity.ts';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useIdentity, useRecords, useRecordsIn } from '../../runtime/react/use-records.ts';
import { useLocale } from '../../ui/locale.ts';
import type { RailCounts } from './rail.tsx';

/** What waits at each place: alerts nobody has taken, loops without a decision, entries that were not counted. */
export function useRailCounts(): RailCounts {
  const { scopes } = useDirectory(useLocale());
  const alerts = useRecordsIn(scopes, 'alert');
  const loops = useRecords('desk', 'loop');
  const held = useHeldCount();
  return {
    now:
      alerts.value?.filter(({ record }) => record.state === 'firing' && !record.acknowledged && !record.loop).length ??
      0,
    loops: loops.value?.filter((loop) => loop.status.value === 'open').length ?? 0,
    settings: held,
  };
}

/** Entries in quarantine that nobody has dealt with. */
export function useHeldCount(): number {
  const who = useIdentity();
  const mayAsk = who !== undefined && plans(who);
  return useQuery(api.quarantine.count.queryOptions(undefined, { enabled: mayAsk, refetchInterval: 60_000 })).data?.waiting ?? 0;
}

/** Unread entries of my inbox. */
export function useUnread(): number {
  return useQuery(api.inbox.list.queryOptions({ limit: 50 })).data?.unread ?? 0;
}
