import { addDays, instantOf, localDay } from '@fieldloop/domain/local-time';
import { openPeriods } from '@fieldloop/domain/opening';
import { stepsFor, type Revision } from '@fieldloop/domain/records/revision';
import { inForceAt, type Site } from '@fieldloop/domain/records/site';
import { executionOf } from '@fieldloop/domain/step-schedule';
import type { LoopInsight } from '../api/schemas/insight-loop.ts';
import { readRecords } from './read-records.ts';
import type { Asker } from './visible-sites.ts';

/** Two months of days are plenty for one loop. */
const longestDays = 60;

/**
 * How the revisions of a plan were carried out at a site, by day. A day's run takes the revision in force at its opening;
 * a day counts once the shop has closed.
 */
export async function readExecution({ pool, organization, now }: Asker, site: Site, plan: string): Promise<LoopInsight['execution']> {
  const entries = site.inForce.filter(({ revision }) => revision.startsWith(`${plan}@`));
  const [first] = entries;
  if (!first) return [];
  const [found, runs] = await Promise.all([
    readRecords(pool, organization, 'revision', { scopes: ['desk'], ids: [...new Set(entries.map(({ revision }) => revision))] }),
    readRecords(pool, organization, 'step-run', { scopes: [`site:${site.id}`] }),
  ]);
  const revisions = new Map<string, Revision>(found.map(({ data }) => [data.id, data]));
  const byDay = Map.groupBy(runs.map(({ data }) => data), ({ day, revision }) => `${day}/${revision}`);
  const since = Math.max(first.from, instantOf(addDays(localDay(now, site.timeZone), -longestDays), 0, site.timeZone));
  return openPeriods(site, since, now).flatMap(({ day, from, to }) => {
    const revision = revisions.get(inForceAt(site, from) ?? '');
    if (!revision || to > now) return [];
    const steps = stepsFor(revision.steps, site.id);
    const parts = executionOf(steps, byDay.get(`${day}/${revision.id}`) ?? [], site, instantOf(day, 0, site.timeZone));
    const sum = (key: 'done' | 'due' | 'triggered') => parts.reduce((total, part) => total + part[key], 0);
    return [{ day, site: site.id, revision: revision.id, done: sum('done'), due: sum('due'), triggered: sum('triggered') }];
  });
}
