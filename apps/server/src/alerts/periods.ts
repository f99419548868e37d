import type { LiveSession } from '@fieldloop/domain/records/live-session';
import { openPeriods, wholeDays, type Period } from '@fieldloop/domain/opening';
import { localDay } from '@fieldloop/domain/local-time';
import type { Site } from '@fieldloop/domain/records/site';
import type { Rule } from '@fieldloop/domain/rules';
import { bucketMs } from '@fieldloop/domain/tally';
import { watermarkCeilingMs } from '@fieldloop/domain/watermark';
import type { OrganizationGround } from './load-organization.ts';

/** When a rule is judged at a site, within [from, to). */
export function periodsOf(
  { during }: Pick<Rule, 'during'>,
  site: Site,
  sessions: readonly LiveSession[],
  from: number,
  to: number,
): readonly Period[] {
  if (during === 'opening-hours') return openPeriods(site, from, to);
  if (during === 'always') return wholeDays(site.timeZone, from, to);
  return sessions.flatMap(({ startedAt, endedAt }) => {
    if (startedAt === undefined) return [];
    const period = { from: startedAt, to: endedAt ?? to, day: localDay(startedAt, site.timeZone) };
    return period.to > from && period.from < to ? [period] : [];
  });
}

/** Half an hour after closing people are still there. */
const graceMs = 30 * 60_000;

/** May the site be rung at this instant? Outside its hours only for what is critical or asked for at any time. */
export function mayRing(rule: Pick<Rule, 'during' | 'severity'>, site: Site, now: number): boolean {
  if (rule.severity === 'critical' || rule.during !== 'opening-hours') return true;
  return openPeriods(site, now - graceMs, now + 1).length > 0;
}

/**
 * The instants of a catch-up at which anything can happen: the last one, and those while a watched site is open or its
 * last quarters may still be waiting for a phone. A night is made up for in one step.
 */
export function worthJudging(ground: Pick<OrganizationGround, 'rules' | 'sites'>, instants: readonly number[]): readonly number[] {
  const [first, last] = [instants[0], instants.at(-1)];
  if (first === undefined || last === undefined || ground.rules.some(({ during }) => during !== 'opening-hours')) return instants;
  const open = [...ground.sites.values()].flatMap((site) => openPeriods(site, first - watermarkCeilingMs, last));
  return instants.filter((instant) => instant === last || open.some(({ from, to }) => from < instant && instant <= to + watermarkCeilingMs + bucketMs));
}
