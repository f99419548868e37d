import type { Interval } from '@fieldloop/statistics';
import type { LocalDay } from '../time/local-time.ts';

/** A randomized · B with controls · C before and after, for reference · D directional, or not enough. */
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface Arm {
  /** What the rate is of: people, receipts. */
  readonly n: number;
  readonly successes: number;
  readonly rate?: number;
  readonly days: number;
  readonly from?: LocalDay;
  readonly to?: LocalDay;
}

export interface Estimate extends Interval {
  readonly point: number;
}

/** What a screen needs to say it in words; the wording is the client's. */
export interface Sentence {
  readonly key:
    | 'effect-better'
    | 'effect-worse'
    | 'effect-changed'
    | 'effect-unclear'
    | 'effect-directional'
    | 'effect-not-in-force'
    | 'effect-nothing-to-compare';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a revision changed, before and after. Differences are shares: 0.26 is 26 points. */
export interface Effect {
  readonly metric: string;
  readonly formula: number;
  readonly revision: string;
  /** Which stamp splits the counts: `inForce` for layouts, `inHand` for scripts. */
  readonly by: 'inForce' | 'inHand';
  readonly before: Arm;
  readonly after: Arm;
  /** After − before, freed of the mix of hours and day types. Absent under grade D without an interval. */
  readonly difference?: Estimate;
  /** Direction only, where days are too few for an interval. */
  readonly direction?: number;
  /** After ÷ before, with its own interval. Absent where an arm has no success. */
  readonly ratio?: Estimate;
  readonly method: 'mantel-haenszel-day-clusters' | 'none';
  /** Which error was the wider, and is shown. */
  readonly error?: 'clustered' | 'binomial';
  readonly clusters: { readonly before: number; readonly after: number };
  readonly grade: Grade;
  readonly lacking?: 'days' | 'visitors' | 'not-in-force';
  /** Days in force until the interval first left 0 on the good side. */
  readonly workedFromDay?: number;
  /** Site quarters left out because more was bought than came in. */
  readonly leftOut: number;
  readonly sentence: Sentence;
}
