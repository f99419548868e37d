import type { AlertEvidence } from '../facts/alert-evidence.ts';
import type { GroupKey } from './group.ts';
import { alertId, parts } from './group.ts';
import type { Machine } from './phases.ts';
import { isActive, step } from './phases.ts';
import type { Judged } from './reading.ts';
import type { GroupState, RuleEvent, TrailEntry } from './rule-state.ts';

/** Judges a past quarter again: undefined when it cannot be, `absent` when the group does not occur in it. */
export type JudgeAgain = (end: number) => Judged | 'absent' | undefined;

/**
 * Late facts and corrections: judges the quarters of the trail again and replays them. Firings that come to light
 * are noted, never rung; an alert whose quarter no longer holds is cleared as corrected.
 */
export function rejudgeGroup(
  key: GroupKey,
  before: GroupState,
  now: number,
  judgeAgain: JudgeAgain,
): { readonly state: GroupState; readonly events: readonly RuleEvent[] } {
  const evidence = new Map<number, AlertEvidence>();
  const trail = before.trail.map((entry) => again(entry, judgeAgain, evidence));
  if (trail.every((entry, i) => entry === before.trail[i])) return { state: before, events: [] };

  const base = { rule: key.rule.id, site: key.site, group: key.group };
  const events: RuleEvent[] = [];
  const replayed = replay(before.base, trail, key);
  let known = before.known;
  for (const at of replayed.firings) {
    const seen = evidence.get(at);
    if (known.includes(at) || seen === undefined) continue;
    events.push({ ...base, type: 'would-have-fired', alert: alertId(key, at), at, evidence: seen });
    known = [...known, at];
  }

  let { alert } = before;
  if (alert !== undefined) {
    const { firedAt, id } = alert;
    const proof = evidence.get(firedAt);
    const withProof = proof && { evidence: proof };
    const stands = replayed.activeAt.get(firedAt) ?? true;
    if (!stands) {
      events.push({ ...base, type: 'cleared', alert: id, at: now, firedAt, why: 'corrected', ...withProof });
      alert = undefined;
    } else if (!isActive(replayed.machine)) {
      events.push({ ...base, type: 'cleared', alert: id, at: replayed.lastCalmAt, firedAt, why: 'recovered' });
      alert = undefined;
    } else if (proof && changedAt(before.trail, trail, firedAt)) {
      events.push({ ...base, type: 'rejudged', alert: id, at: firedAt, evidence: proof });
    }
  }
  const { alert: _rung, ...rest } = before;
  const reading = trail.at(-1)?.reading ?? before.reading;
  return { state: { ...rest, ...(alert && { alert }), machine: replayed.machine, reading, trail, known }, events };
}

interface Replay {
  readonly machine: Machine;
  /** Ends of quarters at which it went into firing. */
  readonly firings: readonly number[];
  readonly activeAt: ReadonlyMap<number, boolean>;
  /** When it last went quiet. */
  readonly lastCalmAt: number;
}

function replay(from: Machine, trail: readonly TrailEntry[], { rule }: GroupKey): Replay {
  let machine = from;
  let lastCalmAt = trail[0]?.at ?? 0;
  const firings: number[] = [];
  const activeAt = new Map<number, boolean>();
  for (const { at, reading } of trail) {
    const next = step(machine, reading, at, rule);
    if (!isActive(machine) && isActive(next)) firings.push(at);
    if (isActive(machine) && !isActive(next)) lastCalmAt = at;
    machine = next;
    activeAt.set(at, isActive(machine));
  }
  return { machine, firings, activeAt, lastCalmAt };
}

/** The same entry when nothing changed, so that an unchanged trail is recognised. */
function again(entry: TrailEntry, judgeAgain: JudgeAgain, evidence: Map<number, AlertEvidence>): TrailEntry {
  if (entry.reading === 'closed') return entry;
  const judged = judgeAgain(entry.at);
  if (judged === undefined) return entry;
  const found = judged === 'absent' ? undefined : judged;
  if (found) evidence.set(entry.at, found.evidence);
  const next: TrailEntry = { at: entry.at, reading: found?.reading ?? 'recovered', ...parts(found) };
  const same =
    next.numerator === entry.numerator &&
    next.denominator === entry.denominator &&
    // A quarter that was held back stays so until its numbers change.
    (next.reading === entry.reading || entry.reading === 'stale');
  return same ? entry : next;
}

function changedAt(before: readonly TrailEntry[], after: readonly TrailEntry[], at: number): boolean {
  const index = after.findIndex((entry) => entry.at === at);
  return index !== -1 && before[index] !== after[index];
}
