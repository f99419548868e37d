import type { CacheStore, OutboxStore } from '../../client/ports.ts';
import type { LedgerStore } from '../../server/ports.ts';
import type { Dice } from './dice.ts';

/** How often each misfortune strikes, as a probability per occasion. */
export interface Faults {
  readonly dropRequest: number;
  readonly dropReply: number;
  readonly duplicate: number;
  /** A delay long enough for later messages to overtake. */
  readonly slow: number;
  readonly phoneDies: number;
  readonly serverDies: number;
  /** The server is dead right after a commit. */
  readonly serverDiesAfterCommit: number;
  readonly deadlock: number;
  readonly goesOffline: number;
  readonly signsOut: number;
  readonly clockJumps: number;
  /** The ledger goes back to an earlier backup. */
  readonly restored: number;
}

export const commonFaults: Faults = {
  dropRequest: 0.06,
  dropReply: 0.08,
  duplicate: 0.06,
  slow: 0.1,
  phoneDies: 0.004,
  serverDies: 0.003,
  serverDiesAfterCommit: 0.04,
  deadlock: 0.04,
  goesOffline: 0.05,
  signsOut: 0.02,
  clockJumps: 0.02,
  restored: 0.003,
};

/** A deliberate defect: replaces one store by a broken one, to prove that the laws notice. */
export interface PlantedBug {
  readonly name: string;
  readonly outbox?: ((store: OutboxStore, dice: Dice) => OutboxStore) | undefined;
  readonly cache?: ((store: CacheStore, dice: Dice) => CacheStore) | undefined;
  readonly ledger?: ((store: LedgerStore, dice: Dice) => LedgerStore) | undefined;
}

export interface WorldOptions {
  readonly seed: number;
  /** Lets every promise that can settle do so. */
  readonly settle: () => Promise<void>;
  readonly faults?: Faults | undefined;
  readonly bug?: PlantedBug | undefined;
  /** Virtual ms of misfortune before the quiet end. */
  readonly span?: number | undefined;
}

/** What happened in one world. */
export interface WorldReport {
  readonly seed: number;
  /** Which law was broken and how; empty when all hold. */
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** The last things that happened, for reading a failure. */
  readonly trace: readonly string[];
}
