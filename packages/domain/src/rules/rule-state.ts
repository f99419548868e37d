import type { AlertEvidence } from '../facts/alert-evidence.ts';
import type { Machine, Reading } from './phases.ts';

/** A quarter that was judged, kept while late facts may still change it. */
export interface TrailEntry {
  readonly at: number;
  readonly reading: Reading;
  readonly numerator: number;
  readonly denominator: number;
}

/** An alert that rang and has not cleared. */
export interface OpenAlert {
  readonly id: string;
  readonly firedAt: number;
}

/** One group of a rule at a site: the whole, or one style and size. */
export interface GroupState {
  readonly machine: Machine;
  /** Absent while firing: it would have fired in the past, and rings if the next quarter is still beyond. */
  readonly alert?: OpenAlert;
  /** What the last quarter said. */
  readonly reading: Reading;
  readonly evidence?: AlertEvidence;
  /** The machine before the first entry of the trail. */
  readonly base: Machine;
  readonly trail: readonly TrailEntry[];
  /** Ends of quarters for which an alert rang, or was noted as one that would have. */
  readonly known: readonly number[];
}

/** All that evaluating a rule at one site needs to remember. Plain JSON. */
export interface RuleState {
  /** End of the last judged quarter. */
  readonly judgedUpTo: number;
  /** Nothing could be judged for a while although the site is open. */
  readonly stale: boolean;
  /** The settings that it was judged by; other settings start afresh. */
  readonly judgedBy: string;
  readonly groups: Readonly<Record<string, GroupState>>;
}

export type RuleEvent =
  | (EventBase & { readonly type: 'fired'; readonly evidence: AlertEvidence })
  | (EventBase & {
      readonly type: 'cleared';
      readonly firedAt: number;
      readonly why: 'recovered' | 'corrected' | 'rule-changed';
      readonly evidence?: AlertEvidence;
    })
  /** Late data: the rule would have fired at `at`. Kept with the record, rings nobody. */
  | (EventBase & { readonly type: 'would-have-fired'; readonly evidence: AlertEvidence })
  /** The numbers behind an alert that rang have changed since, and it stands. */
  | (EventBase & { readonly type: 'rejudged'; readonly evidence: AlertEvidence });

interface EventBase {
  readonly alert: string;
  readonly rule: string;
  readonly site: string;
  /** Empty, or the style and size, the kind of complaint. */
  readonly group: string;
  /** End of the quarter that decided it. */
  readonly at: number;
}

/** What to show: a rule that cannot be judged says so, unless it is firing. */
export function shownPhase(state: RuleState, group: GroupState): Machine['phase'] | 'stale' | 'not-enough' {
  const { phase } = group.machine;
  if (phase === 'firing' || phase === 'recovering') return phase;
  if (state.stale || group.reading === 'stale') return 'stale';
  return group.reading === 'not-enough' ? 'not-enough' : phase;
}
