import { evaluateRule, talliesNeededFrom } from '@fieldloop/domain/evaluate-rule';
import type { Loop } from '@fieldloop/domain/records/loop';
import type { RuleRecord } from '@fieldloop/domain/records/rule';
import type { RuleEvent, RuleState } from '@fieldloop/domain/rule-state';
import type { Rule } from '@fieldloop/domain/rules';
import { bucketStart, type Tally } from '@fieldloop/domain/tally';
import type pg from 'pg';
import { readTallies } from '../insight/read-tallies.ts';
import type { OrganizationView } from './load-organization.ts';
import { periodsOf } from './periods.ts';
import { canBeJudged, countersOfRule, partsOfRule } from './rule-needs.ts';
import type { StoredRuleState } from './rule-states.ts';

/** What judging one rule at one site came to. */
export interface Verdict {
  readonly rule: Rule;
  readonly site: string;
  readonly events: readonly RuleEvent[];
  /** To be saved once the events are written: judging again from the state before gives the same events. */
  readonly stored: StoredRuleState;
  /** An open loop that already works on it. */
  readonly loop: string | undefined;
}

/** Buckets of a site that a rule needs, from `from` up to the end of the run. */
export type TalliesOf = (rule: Rule, site: string, from: number) => Promise<readonly Tally[]>;

/** Judges every rule at every site where something is new. Silence first: it holds back the rates of its site. */
export async function judgeOrganization(view: OrganizationView, now: number, talliesOf: TalliesOf): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const silent = new Set<string>();
  for (const { rule, stamp } of rulesAt(view.rules, now)) {
    for (const site of rule.sites) {
      const before = view.states.get(`${rule.id}/${site}`);
      const verdict = await judgeAtSite({ view, now, talliesOf, rule, stamp, site, before, inhibited: silent.has(site) });
      const state = verdict?.stored.state ?? before?.state;
      if (rule.condition.kind === 'silence' && state && isRinging(state)) silent.add(site);
      if (verdict) verdicts.push(verdict);
    }
  }
  return verdicts;
}

/** Each rule as it holds at an instant: the version with the latest beginning; silence first. */
export function rulesAt(records: readonly RuleRecord[], now: number): { readonly rule: Rule; readonly stamp: string }[] {
  const holding = records.flatMap(({ id, versions }) => {
    const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= now);
    return version && canBeJudged(version) ? [{ rule: { ...version, id }, stamp: version.stamp }] : [];
  });
  const order = (rule: Rule) => (rule.condition.kind === 'silence' ? 0 : 1);
  return holding.toSorted((a, b) => order(a.rule) - order(b.rule) || (a.rule.id < b.rule.id ? -1 : 1));
}

interface Question {
  readonly view: OrganizationView;
  readonly now: number;
  readonly talliesOf: TalliesOf;
  readonly rule: Rule;
  readonly stamp: string;
  readonly site: string;
  readonly before: StoredRuleState | undefined;
  readonly inhibited: boolean;
}

async function judgeAtSite({ view, now, talliesOf, rule, stamp, site, before, inhibited }: Question): Promise<Verdict | undefined> {
  const [place, floor] = [view.sites.get(site), view.floors.get(site)];
  if (!place || !floor) return undefined;
  const siteHead = view.heads.get(site) ?? 0;
  // Silence waits for no phone, so the clock alone moves it on.
  const closedUpTo = rule.condition.kind === 'silence' ? bucketStart(now) : floor.watermark.closedUpTo;
  const nothingNew = before && before.siteHead === siteHead && before.closedUpTo === closedUpTo && before.ruleStamp === stamp;
  if (nothingNew || (!rule.enabled && !before)) return undefined;
  const talliesFrom = talliesNeededFrom(rule, now);
  const sessions = view.sessions.get(site) ?? [];
  const tallies = (await talliesOf(rule, site, talliesFrom)).filter(({ start }) => start >= talliesFrom && start < now);
  const { state, events } = evaluateRule(rule, before?.state, {
    site, now, tallies, talliesFrom, closedUpTo, inhibited,
    periods: periodsOf(rule, place, sessions, talliesFrom - dayMs, now + 1),
    shifts: floor.shifts,
  });
  return {
    rule, site, events, loop: loopFor(view.openLoops, rule.id, site)?.id,
    stored: { rule: rule.id, site, state, siteHead, closedUpTo, ruleStamp: stamp },
  };
}

/** Reads each rule's buckets once for all the quarters of a run. */
export function talliesOfRun(pool: pg.Pool, organization: string, until: number): TalliesOf {
  const read = new Map<string, Promise<readonly Tally[]>>();
  return (rule, site, from) => {
    const key = `${rule.id}/${site}/${JSON.stringify(rule.condition)}`;
    const before = read.get(key);
    if (before) return before;
    const reading = readTallies(pool, organization, { sites: [site], from, to: until, counters: countersOfRule(rule), keep: partsOfRule(rule) });
    read.set(key, reading);
    return reading;
  };
}

const dayMs = 86_400_000;

function isRinging(state: RuleState): boolean {
  return Object.values(state.groups).some((group) => group.alert !== undefined);
}

/** A loop that was opened for this rule and site, and is not closed. */
function loopFor(loops: readonly Loop[], rule: string, site: string): Loop | undefined {
  return loops.find((loop) => loop.rule === rule && (loop.sites.length === 0 || loop.sites.includes(site)));
}
