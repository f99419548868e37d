import type { Decisions } from './chance.ts';
import type { FaultKind } from './faults.ts';
import type { MakeStores } from './world-stores.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Lets every promise that can settle do so. */
  readonly settle: () => Promise<void>;
  /** Virtual ms of misfortune before the quiet end. */
  readonly span?: number | undefined;
  /** Answers as a saved run did, instead of by dice. */
  readonly saved?: Decisions | undefined;
  /** Keeps every decision and every event, for saving a trace. Costs time. */
  readonly record?: boolean | undefined;
  /** Default: in memory. */
  readonly stores?: MakeStores | undefined;
}

/** What happened in one world. */
export interface WorldReport {
  readonly seed: number;
  /** Which law was broken and how; empty when all hold. */
  readonly violations: readonly string[];
  /** How often each misfortune struck. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** What else was counted: facts saved, requests, reports. */
  readonly counts: Readonly<Record<string, number>>;
  /** Over every event and the final state: the same seed gives the same one. */
  readonly digest: string;
  /** The last events, or all of them when recorded. */
  readonly events: readonly string[];
  readonly decisions?: Decisions | undefined;
}
