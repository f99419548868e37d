import type { AlertEvidence } from '../facts/alert-evidence.ts';
import type { Tally } from '../facts/tally.ts';
import { bucketMs, bucketStart } from '../facts/tally.ts';
import type { LocalDay } from '../time/local-time.ts';
import type { Period } from '../time/opening.ts';
import type { GroupKey } from './group.ts';
import { advanceGroup, newGroup } from './group.ts';
import type { ShiftPeriod } from './reading.ts';
import { judge, WHOLE } from './reading.ts';
import type { Rule } from './rule.ts';
import type { GroupState } from './rule-state.ts';

export interface History {
  readonly site: string;
  readonly tallies: readonly Tally[];
  /** The days to try, each a period with its local day. */
  readonly periods: readonly Period[];
  readonly shifts?: readonly ShiftPeriod[];
  /** Quarters that end later are not judged. Default: all. */
  readonly closedUpTo?: number;
}

export interface PreviewFiring {
  readonly day: LocalDay;
  readonly at: number;
  readonly clearedAt?: number;
  readonly group: string;
  readonly evidence: AlertEvidence;
}

export interface RulePreview {
  /** Days on which anything was counted. */
  readonly days: number;
  readonly firedDays: number;
  /** Days with data but not one quarter that could be judged. */
  readonly notEnoughDays: number;
  readonly firings: readonly PreviewFiring[];
}

/**
 * What a rule would have done: "would have fired on k of n days". Every day starts afresh, so a problem that
 * lasted for a week is seven days and not one alert. `effectiveFrom` is left aside: this is about the past.
 */
export function previewRule(rule: Rule, history: History): RulePreview {
  const firings: PreviewFiring[] = [];
  let days = 0;
  let firedDays = 0;
  let notEnoughDays = 0;
  for (const period of history.periods) {
    const day = playDay(rule, history, period);
    if (!day.counted) continue;
    days++;
    if (day.firings.length > 0) firedDays++;
    else if (!day.judged) notEnoughDays++;
    firings.push(...day.firings);
  }
  return { days, firedDays, notEnoughDays, firings };
}

interface PlayedDay {
  readonly counted: boolean;
  readonly judged: boolean;
  readonly firings: readonly PreviewFiring[];
}

function playDay(rule: Rule, history: History, period: Period): PlayedDay {
  const longest = rule.condition.kind === 'rate' ? rule.condition.window : { kind: 'rolling' as const, minutes: rule.condition.minutes };
  const from = longest.kind === 'rolling' ? period.from - longest.minutes * 60_000 : period.from;
  const tallies = history.tallies.filter(({ start }) => start >= from && start < period.to);
  const counted = tallies.some(({ start, n }) => start >= bucketStart(period.from) && n !== 0);
  if (!counted) return { counted, judged: false, firings: [] };

  const groups = new Map<string, GroupState>([[WHOLE, newGroup([])]]);
  const firings = new Map<string, PreviewFiring>();
  const upTo = Math.min(period.to, history.closedUpTo ?? Infinity);
  let anyJudged = false;
  for (let end = bucketStart(period.from) + bucketMs; end <= upTo; end += bucketMs) {
    const judged = judge(rule, tallies, end, period, history.shifts ?? []);
    for (const group of judged.keys()) if (!groups.has(group)) groups.set(group, newGroup([]));
    for (const [group, state] of groups) {
      const key: GroupKey = { rule, site: history.site, group };
      const found = judged.get(group);
      if (found !== undefined && found.reading !== 'not-enough') anyJudged = true;
      const quarter = { end, open: true, judged: found, inhibited: false, rings: true, forgetBefore: -Infinity };
      const advanced = advanceGroup(key, state, quarter);
      if (advanced.state) groups.set(group, advanced.state);
      else groups.delete(group);
      for (const event of advanced.events) {
        const before = firings.get(event.alert);
        if (event.type === 'fired') firings.set(event.alert, { day: period.day, at: end, group, evidence: event.evidence });
        if (event.type === 'cleared' && before) firings.set(event.alert, { ...before, clearedAt: end });
      }
    }
  }
  // Count rules give a group only where something was counted: no group is a judged quarter as well.
  return { counted, judged: anyJudged || rule.condition.kind === 'count', firings: [...firings.values()] };
}
