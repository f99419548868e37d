import type { Fact, ScopeKey, Stamp } from '@fieldloop/domain/fact';
import type { Tally } from '@fieldloop/domain/tally';
import type { Digest } from '../protocol/digest.ts';
import type { PullRequest, PullResponse, RecordRow, SnapshotPosition, TallyRow } from '../protocol/pull.ts';
import type { Outcome, OutcomeState, PushRequest, PushResponse } from '../protocol/push.ts';
import type { FactReason } from '../protocol/reasons.ts';

/** What the client engine needs from the world. Nothing else reaches it. */
export interface ClientPorts {
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly locks: Locks;
  readonly timers: Timers;
}

export interface Clock {
  /** The device's wall clock, ms since 1970. May jump. */
  now(): number;
  /** ms that only grow, within one run of the app. */
  monotonic(): number;
}

export interface Random {
  /** In [0, 1). */
  fraction(): number;
  bytes(length: number): Uint8Array;
}

export interface Timers {
  /** Runs once, after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void;
}

export interface Locks {
  /** Runs while no other tab or worker of this device holds the same name. Released when `run` settles. */
  exclusive<Value>(name: string, run: () => Promise<Value>): Promise<Value>;
}

/** Carries frames. Rejects with `SyncError` and nothing else; answers are parsed against the protocol's schemas. */
export interface Network {
  push(request: PushRequest): Promise<PushResponse>;
  pull(request: PullRequest): Promise<PullResponse>;
}

/** `pending`: not judged yet. The others are the server's outcome. */
export type StoredState = 'pending' | OutcomeState;

/** A fact on the device that wrote it, with what became of it. */
export interface StoredFact {
  readonly fact: Fact;
  readonly device: string;
  readonly state: StoredState;
  /** Version of the fact's scope that contains it, once known. Forgotten when the server's epoch changes. */
  readonly version?: number | undefined;
  readonly reason?: FactReason | undefined;
  /** What somebody made of it once it lay in quarantine. */
  readonly settled?: Outcome['settled'];
  /** Phone time at which it was saved and at which its outcome became known. */
  readonly savedAt: number;
  readonly settledAt?: number | undefined;
}

/** The device, as its outbox knows it. */
export interface OutboxIdentity {
  readonly device: string;
  /** Last seq given out; 0 before the first fact. */
  readonly lastSeq: number;
  /** Every fact up to here has an outcome. */
  readonly settledSeq: number;
  /** Latest stamp written or heard. */
  readonly stamp?: Stamp | undefined;
  /** Server time minus device time, last measured. */
  readonly offset: number;
  readonly epoch?: string | undefined;
}

/** What `append` gives to the function that makes the fact. */
export interface WriteSlot {
  readonly device: string;
  readonly seq: number;
  readonly stamp?: Stamp | undefined;
  readonly offset: number;
}

/** Facts of one device. Every method is one transaction; durable once its promise resolves. */
export interface OutboxStore {
  /** Reads the identity; mints the device with `mint` when the database is new. */
  identity(mint: () => string): Promise<OutboxIdentity>;
  /** Gives out the next seq, stores the fact that `make` returns (synchronously) and remembers its stamp. */
  append(make: (slot: WriteSlot) => Fact, savedAt: number): Promise<StoredFact>;
  /** Facts of the current device that are `pending`, in seq order, at most `limit`. */
  pending(limit: number): Promise<readonly StoredFact[]>;
  countPending(): Promise<number>;
  /** Writes outcomes of the current device; a final outcome is not overwritten by `duplicate`. */
  settle(device: string, outcomes: readonly Outcome[], settledAt: number): Promise<void>;
  /**
   * The server expects `seq` next although the device has settled it: makes it and every later fact pending again.
   * Returns false, changing nothing, when the journal no longer holds all of them.
   */
  requeueFrom(device: string, seq: number): Promise<boolean>;
  /**
   * Takes a new device id, unless the current one is no longer `from`: facts that are open (`isOpen`) become pending, get
   * seq 1, 2, 3 … in their old order and keep their ids. With `journal`, every fact held does, whatever its outcome and former device, in stamp order.
   */
  remint(from: string, device: string, journal?: boolean): Promise<void>;
  /**
   * Remembers the epoch; when it differs from a known one, versions are forgotten. Does nothing and returns false when it
   * is no longer `from`: another tab has heard of another history meanwhile.
   */
  setEpoch(epoch: string, from: string | undefined): Promise<boolean>;
  /** Remembers a measured offset, and a stamp heard so that the next one is later. */
  heard(offset: number, stamp: Stamp): Promise<void>;
  /** Facts that may still have to be shown, in the order written: pending or waiting ones, and those above the cursor of their scope. */
  unconfirmed(cursors: ReadonlyMap<ScopeKey, number>): Promise<readonly StoredFact[]>;
  /** Seqs of the current device whose outcome may have changed or come without being heard of: `waiting` and quarantined facts, and pending ones that were sent. At most `limit`. */
  asks(limit: number): Promise<readonly number[]>;
  /** Marks facts of this device up to `seq` as handed to the network: their outcome may exist although unknown here. */
  sent(device: string, seq: number): Promise<void>;
  /** How many of this device's facts from `seq` on are no longer held. */
  missing(device: string, seq: number): Promise<number>;
  /** Counts a failure of the server that this pending fact alone explains; returns how many there have been. */
  failed(device: string, seq: number): Promise<number>;
  /** Latest facts first, for "my entries". */
  recent(limit: number): Promise<readonly StoredFact[]>;
  /**
   * Drops settled facts that are older than `before`, both when saved and by their stamp (a clock may be set back, a stamp
   * never is), or beyond the newest `keep`. Never an open one.
   */
  prune(before: number, keep: number): Promise<number>;
}

/** How far the cache has read one scope. */
export interface ScopePosition {
  /** Everything up to this version is here. Absent until the first snapshot is complete. */
  readonly cursor?: number | undefined;
  /** A snapshot under way. */
  readonly snapshot?: SnapshotPosition | undefined;
  /** Tallies are the state of this version; never below `cursor`. Kept when a scope is read anew. */
  readonly tallied?: number | undefined;
  /** Counts snapshots: rows of an older round are dropped when one completes. */
  readonly round: number;
}

export interface ScopeState extends ScopePosition {
  readonly scope: ScopeKey;
  /** Of the live rows held, kept up to date with them. */
  readonly digest: Digest;
}

/** A record as cached. */
export interface CachedRecord {
  readonly scope: ScopeKey;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly data: unknown;
}

/** A tally bucket as cached: absolute, and the version it was read at. */
export interface CachedTally extends Tally {
  readonly version: number;
}

/** One page, as the cache applies it. */
export interface CachePage {
  readonly scope: ScopeKey;
  /** What the position must be; otherwise another tab was faster and the whole update is dropped. */
  readonly before: ScopePosition | undefined;
  readonly after: ScopePosition;
  /** Put, or deleted when `gone`. */
  readonly rows: readonly RecordRow[];
  readonly tallies: readonly TallyRow[];
  /** Buckets that start earlier are dropped. */
  readonly tallySince?: number | undefined;
  /** The snapshot is complete: rows and tallies of older rounds are dropped. */
  readonly completes: boolean;
}

/** Everything one pull changes, applied in one transaction. */
export interface CacheUpdate {
  readonly epoch: string;
  readonly pages: readonly CachePage[];
  /** Scopes to purge, rows, tallies and position. */
  readonly remove: readonly ScopeKey[];
  /** Effects of this device's facts up to here are contained in the rows. */
  readonly applied?: AppliedSeq | undefined;
}

export interface AppliedSeq {
  readonly device: string;
  readonly seq: number;
}

export interface CacheState {
  readonly epoch?: string | undefined;
  readonly applied?: AppliedSeq | undefined;
  readonly scopes: ReadonlyMap<ScopeKey, ScopeState>;
}

/** Records and tallies as read from the server. Losing it costs a snapshot and nothing else. */
export interface CacheStore {
  state(): Promise<CacheState>;
  /** Applies all of it or nothing. `undefined` when a position was not as expected; else the scopes' new states. */
  apply(update: CacheUpdate): Promise<readonly ScopeState[] | undefined>;
  /**
   * Forgets positions; rows stay until the next snapshot completes. When the epoch changed it forgets the applied seq as
   * well, and the tallies: their version means nothing beside those of the facts that are sent again.
   */
  restart(scopes: readonly ScopeKey[], epoch: string): Promise<void>;
  /** One reading of the state and of rows that belong to it, in one transaction. */
  read(query: CacheQuery): Promise<CacheReading>;
  /** Recomputes a scope's digest from its rows. */
  recount(scope: ScopeKey): Promise<Digest>;
}

export interface CacheQuery {
  readonly scope: ScopeKey;
  /** Absent: every kind of the scope. */
  readonly kind?: string | undefined;
  readonly id?: string | undefined;
  /** Tallies of the scope that start in [from, until). */
  readonly tallies?: { readonly from: number; readonly until: number } | undefined;
}

export interface CacheReading {
  readonly state: CacheState;
  readonly records: readonly CachedRecord[];
  readonly tallies: readonly CachedTally[];
}
