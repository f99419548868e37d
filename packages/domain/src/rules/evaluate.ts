import { bucketMs, bucketStart } from '../facts/tally.ts';
import type { Tally } from '../facts/tally.ts';
import type { Period } from '../time/opening.ts';
import { periodEnding } from '../time/opening.ts';
import { advanceGroup, newGroup, retireGroup } from './group.ts';
import type { Judged, ShiftPeriod } from './reading.ts';
import { WHOLE, judge, windowStart } from './reading.ts';
import { rejudgeGroup } from './rejudge.ts';
import type { Rule } from './rule.ts';
import type { GroupState, RuleEvent, RuleState } from './rule-state.ts';
import { watermarkCeilingMs } from './watermark.ts';

export interface RuleInput {
  readonly site: string;
  readonly now: number;
  /** All tallies of the site that start at or after `talliesFrom`. */
  readonly tallies: readonly Tally[];
  readonly talliesFrom: number;
  /** End of the last closed bucket, see `watermarkOf`. */
  readonly closedUpTo: number;
  /** When the rule is judged at all: opening hours, live sessions or whole days, by `rule.during`. */
  readonly periods: readonly Period[];
  /** Needed by silence rules. */
  readonly shifts?: readonly ShiftPeriod[];
  /** The site's own silence alert is firing: rates are not judged meanwhile. */
  readonly inhibited?: boolean;
  /** A quarter older than this rings nobody. Default: the watermark's ceiling and one quarter. */
  readonly ringWithinMs?: number;
}

export interface RuleOutcome {
  readonly state: RuleState;
  readonly events: readonly RuleEvent[];
}

/** Late facts are looked for this far back. */
export const rejudgeWithinMs = 24 * 3_600_000;
/** Open, and nothing judged for so long: the rule says that it does not know. */
const STALE_AFTER_MS = 45 * 60_000;

/**
 * One evaluation of a rule at one site: judges again what late facts changed, then every newly closed quarter.
 * Pure: the same state and input give the same events with the same ids, so two servers agree.
 * @throws RangeError for a rule on a metric that does not exist.
 */
export function evaluateRule(rule: Rule, before: RuleState | undefined, input: RuleInput): RuleOutcome {
  const judgedBy = JSON.stringify([rule.condition, rule.zone, rule.during, rule.evaluations, rule.enabled]);
  const changed = before !== undefined && before.judgedBy !== judgedBy;
  const events: RuleEvent[] = [];
  const previous = changed || before === undefined ? freshState(rule, input, judgedBy, before?.judgedUpTo) : before;
  if (changed) {
    for (const [group, state] of Object.entries(before.groups)) {
      events.push(...retireGroup({ rule, site: input.site, group }, state, input.now));
    }
  }
  if (!rule.enabled) return { state: { ...previous, judgedUpTo: bucketStart(input.now) }, events };

  const groups = new Map<string, GroupState>(Object.entries(previous.groups));
  const looked = lookAgain(rule, groups, input);
  events.push(...looked);
  const judgedUpTo = judgeClosed(rule, groups, previous.judgedUpTo, input, events);
  const stale = isOverdue(rule, judgedUpTo, input);
  return { state: { judgedUpTo, stale, judgedBy, groups: Object.fromEntries(groups) }, events };
}

/** From when on `evaluateRule` needs the tallies of a site. */
export function talliesNeededFrom(rule: Rule, now: number): number {
  const { condition } = rule;
  const minutes = condition.kind !== 'rate' ? condition.minutes : condition.window.kind === 'rolling' ? condition.window.minutes : 24 * 60;
  return bucketStart(now - rejudgeWithinMs - minutes * 60_000);
}

function freshState(rule: Rule, input: RuleInput, judgedBy: string, judgedUpTo = 0): RuleState {
  const start = Math.max(rule.effectiveFrom, input.now - rejudgeWithinMs, judgedUpTo);
  return { judgedUpTo: bucketStart(start), stale: false, judgedBy, groups: {} };
}

/** Judges the quarters of the trails again, where the tallies at hand reach back far enough. */
function lookAgain(rule: Rule, groups: Map<string, GroupState>, input: RuleInput): RuleEvent[] {
  const events: RuleEvent[] = [];
  const memo = new Map<number, ReadonlyMap<string, Judged>>();
  const judgeAgain = (end: number): ReadonlyMap<string, Judged> | undefined => {
    const known = memo.get(end);
    if (known) return known;
    const period = periodEnding(input.periods, end);
    if (period === undefined || windowStart(rule, end, period) < input.talliesFrom) return undefined;
    const judged = judge(rule, input.tallies, end, period, input.shifts ?? []);
    memo.set(end, judged);
    return judged;
  };
  adoptNewGroups(groups, judgeAgain);
  for (const [group, state] of groups) {
    const again = rejudgeGroup({ rule, site: input.site, group }, state, input.now, (end) => {
      const judged = judgeAgain(end);
      return judged && (judged.get(group) ?? 'absent');
    });
    events.push(...again.events);
    groups.set(group, again.state);
  }
  return events;
}

/** A group first seen through late facts was quiet in every quarter judged so far. */
function adoptNewGroups(
  groups: Map<string, GroupState>,
  judgeAgain: (end: number) => ReadonlyMap<string, Judged> | undefined,
): void {
  const ends = groups.get(WHOLE)?.trail.filter((entry) => entry.reading !== 'closed').map((entry) => entry.at) ?? [];
  for (const end of ends) {
    for (const group of judgeAgain(end)?.keys() ?? []) {
      if (!groups.has(group)) groups.set(group, newGroup(groups.get(WHOLE)?.trail ?? []));
    }
  }
}

/** Steps every group through the newly closed quarters; returns the end of the last one. */
function judgeClosed(
  rule: Rule,
  groups: Map<string, GroupState>,
  judgedUpTo: number,
  input: RuleInput,
  events: RuleEvent[],
): number {
  // Silence is about what does not arrive, so it cannot wait for phones to arrive.
  const upTo = rule.condition.kind === 'silence' ? bucketStart(input.now) : Math.min(input.closedUpTo, bucketStart(input.now));
  const ringWithin = input.ringWithinMs ?? watermarkCeilingMs + bucketMs;
  const inhibited = input.inhibited === true && rule.condition.kind === 'rate';
  let last = judgedUpTo;
  // The whole is always a group: its trail says which quarters were judged.
  if (!groups.has(WHOLE)) groups.set(WHOLE, newGroup([]));
  // After a long outage the distant past is not made up for: its tallies are not at hand.
  const first = Math.max(judgedUpTo, bucketStart(input.now - rejudgeWithinMs)) + bucketMs;
  for (let end = first; end <= upTo; end += bucketMs) {
    const period = periodEnding(input.periods, end);
    const judged = period && judge(rule, input.tallies, end, period, input.shifts ?? []);
    for (const group of judged?.keys() ?? []) {
      if (!groups.has(group)) groups.set(group, newGroup(groups.get(WHOLE)?.trail ?? []));
    }
    for (const [group, state] of groups) {
      const advanced = advanceGroup({ rule, site: input.site, group }, state, {
        end,
        open: period !== undefined,
        judged: judged?.get(group),
        inhibited,
        rings: input.now - end <= ringWithin,
        forgetBefore: input.now - rejudgeWithinMs,
      });
      events.push(...advanced.events);
      if (advanced.state) groups.set(group, advanced.state);
      else groups.delete(group);
    }
    last = end;
  }
  return last;
}

function isOverdue(rule: Rule, judgedUpTo: number, { now, periods }: RuleInput): boolean {
  if (rule.condition.kind === 'silence') return false;
  const waiting = periods.find((period) => period.from < now && now <= period.to);
  return waiting !== undefined && now - Math.max(judgedUpTo, waiting.from) > STALE_AFTER_MS;
}
