import { previewRule, type PreviewFiring } from '@fieldloop/domain/rule-preview';
import type { Site } from '@fieldloop/domain/records/site';
import type { Rule } from '@fieldloop/domain/rules';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { AlertPreview, previewInput } from '../api/schemas/alerts.ts';
import { readFloors } from '../insight/floor-state.ts';
import { readRecords } from '../insight/read-records.ts';
import { readTallies } from '../insight/read-tallies.ts';
import { visibleSites, type Asker } from '../insight/visible-sites.ts';
import { periodsOf } from './periods.ts';
import { canBeJudged, countersOfRule, partsOfRule } from './rule-needs.ts';

const dayMs = 86_400_000;
const longestDays = 60;

/** What a rule would have done on past days: "would have fired on k of n". Nothing is written, nobody is rung. */
export async function previewOnPast(asker: Asker, input: z.infer<typeof previewInput>): Promise<AlertPreview> {
  const { condition } = input.rule;
  if (!canBeJudged(input.rule)) {
    throw new ApiError('invalid-input', `A rate rule needs a metric that is a share; ${condition.kind === 'rate' ? condition.metric : ''} is not one.`);
  }
  const rule: Rule = { ...input.rule, id: 'draft' };
  const sites = await visibleSites(asker, input.rule.sites);
  if (sites.length < new Set(input.rule.sites).size) throw new ApiError('not-found', 'The rule names a site that is not among yours.');
  const to = Math.min(input.to ?? asker.now, asker.now);
  const from = Math.max(input.from ?? 0, to - longestDays * dayMs);
  const days = new Map<string, { fired: boolean; judged: boolean }>();
  const firings: AlertPreview['firings'] = [];
  for (const site of sites) {
    for (const day of await playDays(asker, rule, site, from, to)) {
      const before = days.get(day.day) ?? { fired: false, judged: false };
      days.set(day.day, { fired: before.fired || day.firings.length > 0, judged: before.judged || day.judged });
      firings.push(...day.firings.map((firing) => shown(site.id, firing)));
    }
  }
  const all = [...days.values()];
  return {
    days: all.length,
    firedDays: all.filter(({ fired }) => fired).length,
    notEnoughDays: all.filter(({ fired, judged }) => !fired && !judged).length,
    firings: firings.toSorted((a, b) => a.at - b.at),
  };
}

interface PlayedDay {
  readonly day: string;
  readonly judged: boolean;
  readonly firings: readonly PreviewFiring[];
}

/** Days of a site with data. */
async function playDays({ pool, organization, now }: Asker, rule: Rule, site: Site, from: number, to: number): Promise<PlayedDay[]> {
  const { condition } = rule;
  const scopes = [`site:${site.id}` as const];
  const [tallies, sessions, shifts, floors] = await Promise.all([
    readTallies(pool, organization, {
      sites: [site.id], from: from - dayMs, to, counters: countersOfRule(rule), keep: partsOfRule(rule),
    }),
    readRecords(pool, organization, 'live-session', { scopes }),
    condition.kind === 'silence' ? readRecords(pool, organization, 'shift', { scopes }) : [],
    readFloors(pool, organization, [site.id], now),
  ]);
  const closedUpTo = Math.min(floors.get(site.id)?.watermark.closedUpTo ?? to, to);
  const periods = periodsOf(rule, site, sessions.map(({ data }) => data), from, to);
  return periods.flatMap((period): PlayedDay[] => {
    const within = tallies.filter(({ start }) => start >= period.from - dayMs && start < period.to);
    const played = previewRule(rule, {
      site: site.id, tallies: within, periods: [period], closedUpTo,
      shifts: shifts.map(({ data }) => ({ from: data.startedAt, to: data.endedAt })),
    });
    return played.days === 0 ? [] : [{ day: period.day, judged: played.notEnoughDays === 0, firings: played.firings }];
  });
}

function shown(site: string, { day, at, clearedAt, evidence }: PreviewFiring): AlertPreview['firings'][number] {
  const { numerator, denominator = 0, low, high } = evidence;
  return {
    site, day, at, numerator, denominator,
    ...(clearedAt === undefined ? {} : { clearedAt }),
    ...(denominator > 0 ? { value: numerator / denominator } : {}),
    ...(low === undefined || high === undefined ? {} : { low, high }),
  };
}
