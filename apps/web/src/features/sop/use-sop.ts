import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { minuteOfSiteDay, siteDaySpan } from '../../ui/site-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { dayTotal, standings } from './due.ts';

/** The steps of the revision in force, where each stands on this site day. */
export function useSop({ scope, site, inForce }: Floor) {
  const now = useNow(serverNow, 30_000);
  const { day } = siteDaySpan(now, site.timeZone);
  const runs = useRecords(scope, 'step-run', (run) => run.day === day && run.revision === inForce?.id);
  const steps = inForce ? standings(inForce.steps, runs.value ?? [], site, minuteOfSiteDay(now, site.timeZone)) : [];
  return { day, steps, runs: runs.value ?? [], total: dayTotal(steps) };
}
