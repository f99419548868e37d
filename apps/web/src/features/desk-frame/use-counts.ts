import { useQuery } from '@tanstack/react-query';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecords, useRecordsIn } from '../../runtime/react/use-records.ts';
import { useLocale } from '../../ui/locale.ts';
import type { RailCounts } from './rail.tsx';

/** What waits at each place: alerts nobody has taken, loops without a decision. */
export function useRailCounts(): RailCounts {
  const { scopes } = useDirectory(useLocale());
  const alerts = useRecordsIn(scopes, 'alert');
  const loops = useRecords('desk', 'loop');
  return {
    now:
      alerts.value?.filter(({ record }) => record.state === 'firing' && !record.acknowledged && !record.loop).length ??
      0,
    loops: loops.value?.filter((loop) => loop.status.value === 'open').length ?? 0,
  };
}

/** Unread entries of my inbox. */
export function useUnread(): number {
  return useQuery(api.inbox.list.queryOptions({ limit: 50 })).data?.unread ?? 0;
}
