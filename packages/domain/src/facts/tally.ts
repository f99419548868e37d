import type { RevisionRef } from './fact.ts';

/** What is counted. `passedBy` did not enter; passers-by in all are `passedBy + entered`. */
export const counters = [
  'passedBy', 'entered', 'exited', 'triedOn', 'zoneEntered',
  'leftWithout', 'sizeMissing', 'complaint', 'contact',
  'receipt', 'unit', 'refund',
  'reached', 'reserved', 'exposure', 'viewer', 'impression', 'click', 'order', 'follow', 'liveRefund',
] as const;
export type Counter = (typeof counters)[number];

/** How a number came to be: every passer-by, sample windows, a sensor, a platform's totals, a till. */
export const methods = ['full', 'sample', 'sensor', 'platform', 'till'] as const;
export type Method = (typeof methods)[number];

/** Length of a tally bucket in ms; buckets start on UTC quarter hours. */
export const bucketMs = 15 * 60_000;

/** Start of the bucket that holds this instant. */
export function bucketStart(at: number): number {
  return Math.floor(at / bucketMs) * bucketMs;
}

/** What one fact adds to one counter. The bucket, plan and revisions come from the envelope unless given. */
export interface TallyIncrement {
  readonly counter: Counter;
  /** May be negative: a correction. */
  readonly n: number;
  /** Minor units of `currency`. */
  readonly amountMinor?: number | undefined;
  readonly currency?: string | undefined;
  readonly zone?: string | undefined;
  readonly method?: Method | undefined;
  readonly segment?: string | undefined;
  /** Reason, complaint kind, or `style/size`. */
  readonly detail?: string | undefined;
  /** Any instant of the bucket it belongs to, when that is not the fact's own time (imports, corrections, refunds). */
  readonly at?: number | undefined;
  /** Minutes that the count covers, when more than a bucket (sensor intervals, platform readings). */
  readonly minutes?: number | undefined;
  /** Overrides for corrections, which repeat the keys of what they correct. */
  readonly inForce?: RevisionRef | '' | undefined;
  readonly inHand?: RevisionRef | '' | undefined;
}

/** The full key of a bucket. Absent parts are empty strings, never null. */
export interface TallyKey {
  readonly site: string;
  readonly start: number;
  readonly plan: string;
  readonly inForce: string;
  readonly inHand: string;
  readonly counter: Counter;
  readonly zone: string;
  readonly method: Method;
  readonly segment: string;
  readonly detail: string;
  readonly currency: string;
}

/** One bucket as stored, synced and read: absolute values. */
export interface Tally extends TallyKey {
  readonly n: number;
  readonly amountMinor: number;
  readonly minutes: number;
}
