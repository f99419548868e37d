import type { Ledger } from '../server/ledger-api.ts';
import type { LedgerChange, LedgerGap, LedgerStore } from '../server/ports.ts';
import type { ToyDevice } from './toy-device.ts';

/** One organization of its own, with a clock that stands still until it is set. */
export interface LedgerBench {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly organization: string;
  readonly clock: { now: number };
  readonly announced: LedgerChange[];
  /** Facts whose fold threw. */
  readonly thrown: string[];
  /** Alarms: phones that know of facts which the ledger does not have. */
  readonly gaps: LedgerGap[];
  /** Resolves when a batch begins to wait for the one before it; the function ends its patience. */
  nextWait(): Promise<() => void>;
  device(name: string, options?: { device?: string; scopes?: readonly ('desk' | `site:${string}`)[]; organization?: string }): ToyDevice;
}

/** 12:00 UTC on some day: a bucket boundary. */
export const noon = 1_782_129_600_000;
