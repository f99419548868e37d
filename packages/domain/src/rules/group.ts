import { derivedId } from './derived-id.ts';
import type { Machine, Reading } from './phases.ts';
import { isActive, quiet, step } from './phases.ts';
import type { Judged } from './reading.ts';
import { WHOLE } from './reading.ts';
import type { Rule } from './rule.ts';
import type { GroupState, RuleEvent, TrailEntry } from './rule-state.ts';

/** Which part of which rule at which site. */
export interface GroupKey {
  readonly rule: Rule;
  readonly site: string;
  readonly group: string;
}

export interface Quarter {
  readonly end: number;
  /** The rule is judged at this time at all. */
  readonly open: boolean;
  /** Absent: this group did not occur. */
  readonly judged: Judged | undefined;
  readonly inhibited: boolean;
  /** Young enough to ring somebody. */
  readonly rings: boolean;
  readonly forgetBefore: number;
}

/** The id of the alert that this group would raise for the quarter ending at `end`; the same on every server. */
export function alertId({ rule, site, group }: GroupKey, end: number): string {
  return derivedId('alert', rule.id, site, group, end);
}

/** A group that was quiet in every quarter judged so far. */
export function newGroup(trail: readonly TrailEntry[]): GroupState {
  const past = trail.map(({ at, reading }) => ({
    at,
    reading: reading === 'closed' ? reading : ('recovered' as const),
    numerator: 0,
    denominator: 0,
  }));
  return { machine: quiet, reading: 'recovered', base: quiet, trail: past, known: [] };
}

/** One more closed quarter. No state: the group has been quiet for so long that it can be forgotten. */
export function advanceGroup(
  key: GroupKey,
  before: GroupState,
  quarter: Quarter,
): { readonly state: GroupState | undefined; readonly events: readonly RuleEvent[] } {
  const { end, judged } = quarter;
  const reading = readingOf(quarter);
  const evidence = judged?.evidence;
  const machine = step(before.machine, reading, end, key.rule);
  const trail = remember(before, { at: end, reading, ...parts(judged) }, quarter.forgetBefore, key.rule);
  if (key.group !== WHOLE && before.alert === undefined && isIdle(machine, trail.trail)) return { state: undefined, events: [] };

  const events: RuleEvent[] = [];
  const at = { alert: alertId(key, end), rule: key.rule.id, site: key.site, group: key.group, at: end };
  let { alert, known } = before;
  // Also when it came into firing unrung, through late facts: now the present quarter says so.
  if (machine.phase === 'firing' && reading === 'beyond' && alert === undefined && evidence !== undefined) {
    if (quarter.rings) {
      events.push({ ...at, type: 'fired', evidence });
      alert = { id: at.alert, firedAt: end };
      known = [...known, end];
    } else if (machine.firedAt === end) {
      events.push({ ...at, type: 'would-have-fired', evidence });
      known = [...known, end];
    }
  }
  if (!isActive(machine) && alert !== undefined) {
    events.push({
      ...at,
      type: 'cleared',
      alert: alert.id,
      firedAt: alert.firedAt,
      why: 'recovered',
      ...(evidence && { evidence }),
    });
    alert = undefined;
  }
  const state: GroupState = {
    machine,
    ...(alert && { alert }),
    reading,
    ...(evidence && { evidence }),
    ...trail,
    known: known.filter((when) => when > quarter.forgetBefore),
  };
  return { state, events };
}

/** The rule was changed or switched off: what it had rung for is over. */
export function retireGroup(key: GroupKey, state: GroupState, now: number): readonly RuleEvent[] {
  if (state.alert === undefined) return [];
  const { id: alert, firedAt } = state.alert;
  return [
    { type: 'cleared', alert, rule: key.rule.id, site: key.site, group: key.group, at: now, firedAt, why: 'rule-changed' },
  ];
}

/** What a quarter's judgement amounts to in the trail, to see whether late facts changed it. */
export function parts(judged: Judged | undefined): Pick<TrailEntry, 'numerator' | 'denominator'> {
  return { numerator: judged?.evidence.numerator ?? 0, denominator: judged?.evidence.denominator ?? 0 };
}

function readingOf({ open, judged, inhibited }: Quarter): Reading {
  if (!open) return 'closed';
  if (inhibited) return 'stale';
  return judged?.reading ?? 'recovered';
}

/** Appends to the trail; what is too old to change moves into the base. A night is one entry. */
function remember(
  before: GroupState,
  entry: TrailEntry,
  forgetBefore: number,
  rule: Rule,
): { readonly base: Machine; readonly trail: readonly TrailEntry[] } {
  let { base } = before;
  const repeatsNight = entry.reading === 'closed' && before.trail.at(-1)?.reading === 'closed';
  const all = repeatsNight ? before.trail : [...before.trail, entry];
  const firstKept = all.findIndex(({ at }) => at > forgetBefore);
  const cut = firstKept === -1 ? all.length : firstKept;
  for (const old of all.slice(0, cut)) base = step(base, old.reading, old.at, rule);
  return { base, trail: all.slice(cut) };
}

function isIdle(machine: Machine, trail: readonly TrailEntry[]): boolean {
  return machine.phase === 'inactive' && trail.every(({ numerator }) => numerator === 0);
}
