import type { Fact, RevisionRef, ScopeKey, Stamp } from '@fieldloop/domain/fact';
import type { PromotedColumns } from '@fieldloop/domain/define-record';
import type { Tally } from '@fieldloop/domain/tally';
import type { Digest } from '../protocol/digest.ts';
import type { TallyRow } from '../protocol/pull.ts';
import type { Outcome, OutcomeState } from '../protocol/push.ts';
import type { FactReason } from '../protocol/reasons.ts';

/** What the ledger needs from the world. */
export interface LedgerPorts {
  readonly store: LedgerStore;
  /** Server time, ms. Virtual in demos and tests. */
  readonly now: () => number;
  /** Called after commit, outside the transaction. May lose hints; may not throw. */
  readonly announce: (change: LedgerChange) => void;
  /** A fold, a permission or a count threw: the fact is quarantined as `fold-failed`, and here is why. */
  readonly foldThrew: (cause: unknown, fact: Fact) => void;
  /** Default: `OLDEST_PULL`. */
  readonly oldestPull?: number | undefined;
  /** With it a batch that overtook the one before it waits a moment for that, instead of being sent again. */
  readonly timers?: { readonly after: (ms: number, run: () => void) => () => void } | undefined;
  /** The ledger was put back from a backup: facts that it had acknowledged are not in it. May not throw. */
  readonly gap?: ((gap: LedgerGap) => void) | undefined;
}

/** What a device knows to have been acknowledged and the ledger does not have. */
export interface LedgerGap {
  readonly organization: string;
  readonly epoch: string;
  readonly device: string;
  readonly person: string;
  /** The ledger has this device's facts up to here. */
  readonly lastSeq: number;
  /** Facts that the device can no longer send; 0 while it sends all of them again. */
  readonly lost: number;
}

/** What a committed push touched. */
export interface LedgerChange {
  readonly organization: string;
  readonly scopes: readonly ScopeKey[];
  /** Scopes of `scopes` in which only tallies changed. */
  readonly tallyOnly: readonly ScopeKey[];
  /** For rules and statistics: sites whose tallies changed, with the buckets. */
  readonly buckets: readonly { readonly site: string; readonly start: number }[];
  readonly facts: readonly { readonly id: string; readonly name: string; readonly scope: ScopeKey; readonly at: number }[];
  readonly at: number;
}

/** The store rejected a value that the ledger thought storable; the ledger then bisects. */
export class UnstorableError extends Error {
  override readonly name = 'UnstorableError';
}

/**
 * Transactions over one organization. Temporary trouble (deadlock, serialization, timeout, connection) rejects with
 * `SyncError('busy')`, a value it cannot hold with `UnstorableError`; either way nothing is kept.
 */
export interface LedgerStore {
  /** Read committed: each call sees what others have committed before it. */
  write<Value>(organization: string, run: (transaction: LedgerWrite) => Promise<Value>): Promise<Value>;
  /** Repeatable read: every call sees one state. */
  read<Value>(organization: string, run: (view: LedgerRead) => Promise<Value>): Promise<Value>;
  /** Drops deleted records that changed before this instant, and raises the floors of their scopes over them. */
  dropTombstones(organization: string, before: number): Promise<number>;
}

/** A device as the ledger knows it. */
export interface LedgerDevice {
  readonly device: string;
  readonly person: string;
  readonly lastSeq: number;
  /** Highest seq that came in a file: beyond `lastSeq` there may be some of its facts already. */
  readonly carriedTo?: number | undefined;
  /** Corrected time of its latest fact. */
  readonly lastAt?: number | undefined;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

export interface LedgerScope {
  readonly scope: ScopeKey;
  readonly head: number;
  /** Cursors below this get `reset`: tombstones up to it were dropped. */
  readonly floor: number;
  readonly digest: Digest;
}

export interface RecordAddress {
  readonly scope: ScopeKey;
  readonly kind: string;
  readonly id: string;
}

export interface LedgerRecord extends RecordAddress {
  readonly version: number;
  readonly data: unknown;
  /** Absent while it lives on devices. An `archived` one keeps its data. */
  readonly gone?: 'deleted' | 'archived' | undefined;
  readonly promoted: PromotedColumns;
  readonly changedAt: number;
}

/** Where a fact's corrected time came from. */
export type ClockFlag = 'ok' | 'offset-changed' | 'bounded';

/** A fact in the ledger: as received, as corrected, and what became of it. */
export interface LedgerFact {
  readonly fact: Fact;
  /** The payload as JSON, where it is at hand already. */
  readonly payloadText?: string | undefined;
  readonly device: string;
  readonly author: string;
  readonly correctedAt: number;
  readonly correctedStamp: Stamp;
  readonly receivedAt: number;
  readonly clock: ClockFlag;
  /** After correction; empty when nothing was in force. */
  readonly inForce: RevisionRef | '';
  readonly state: OutcomeState;
  readonly reason?: FactReason | undefined;
  /** Version of the fact's scope that contains it. */
  readonly version: number;
  /** The missing record, `scope/kind:id`, while `waiting`. */
  readonly waitsFor?: string | undefined;
}

/** What could not enter the ledger, byte for byte. */
export interface QuarantinedFact {
  readonly device: string;
  readonly seq: number;
  readonly id?: string | undefined;
  readonly author: string;
  readonly reason: FactReason;
  /** UTF-16 text of the JSON received; stored as bytes. */
  readonly received: string;
  readonly receivedAt: number;
  /** Who brought it in a file; absent when its own device sent it. */
  readonly carriedBy?: string | undefined;
}

/** Where a quarantined fact is, in the order of arrival. */
export type QuarantineAddress = Pick<QuarantinedFact, 'receivedAt' | 'device' | 'seq'>;

/** What became of a fact in quarantine. */
export interface SettledQuarantine {
  readonly device: string;
  readonly seq: number;
  /** `released`: it is in the ledger now, and no longer counts as quarantined. `dismissed`: it stays out. */
  readonly settled: 'released' | 'dismissed';
  readonly by: string;
  readonly at: number;
  readonly note?: string | undefined;
}

/** A tally's change: `n` and `amountMinor` are added, `minutes` is raised to. */
export type TallyDelta = Tally;

/** Everything one push changes, in the order in which a store should write it. */
export interface LedgerSave {
  readonly facts: readonly LedgerFact[];
  /** Facts that were waiting and no longer are, or whose revision in force was corrected. */
  readonly updates: readonly LedgerFact[];
  readonly quarantine: readonly QuarantinedFact[];
  /** Facts that leave quarantine, or stay there for good. */
  readonly settledQuarantine?: readonly SettledQuarantine[] | undefined;
  readonly records: readonly LedgerRecord[];
  readonly tallies: readonly TallyDelta[];
  /** Version to stamp on the tallies, by site. */
  readonly tallyVersions: ReadonlyMap<string, number>;
  readonly scopes: readonly LedgerScope[];
  readonly device: LedgerDevice;
  /** A second device of which facts are saved here. */
  readonly beside?: LedgerDevice | undefined;
  /** Seqs of `device` at which it sent facts that are not settled and that the ledger has from elsewhere. */
  readonly elsewhere?: readonly { readonly seq: number; readonly id: string }[] | undefined;
  /** `facts` and `quarantine` came in a file: whose, and who brought it. */
  readonly carried?: CarriedBy | undefined;
  /** A store that keeps such lines keeps it with the rest, or nothing of the rest. */
  readonly act?: LedgerAct | undefined;
}

/** What somebody did by hand, for whoever asks later who changed what. */
export interface LedgerAct {
  readonly at: number;
  readonly person: string;
  readonly action: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** A fact that came by hand says so for good. */
export interface CarriedBy {
  /** The person who brought the file, and the file's hash. */
  readonly by: string;
  readonly file: string;
  readonly at: number;
}

/** A fact id or a (device, seq) that is already known. */
export interface KnownFact {
  readonly id: string | undefined;
  readonly device: string;
  readonly seq: number;
  readonly state: OutcomeState;
  readonly version?: number | undefined;
  readonly reason?: FactReason | undefined;
}

export interface LedgerWrite {
  epoch(): Promise<string>;
  /** Locks the device's row until the end, creating it for this person when unknown. */
  lockDevice(device: string, person: string, now: number): Promise<LedgerDevice>;
  /** Locks the scopes in the order given (sorted by the caller), creating those that are new. */
  lockScopes(scopes: readonly ScopeKey[]): Promise<readonly LedgerScope[]>;
  /** Facts with one of these ids, and what is known at this device's seqs `from`…`to`, quarantine included. */
  known(ids: readonly string[], device: string, from: number, to: number): Promise<readonly KnownFact[]>;
  records(addresses: readonly RecordAddress[]): Promise<readonly LedgerRecord[]>;
  /** Locks the fact in quarantine at this seq, unless it was settled. */
  quarantined(device: string, seq: number): Promise<QuarantinedFact | undefined>;
  /** Waiting facts for these `scope/kind:id`, in stamp order. */
  waitingFor(keys: readonly string[]): Promise<readonly LedgerFact[]>;
  /** Facts with one of these ids. */
  facts(ids: readonly string[]): Promise<readonly LedgerFact[]>;
  /** Facts of a scope with corrected time in [from, until). */
  factsBetween(scope: ScopeKey, from: number, until: number): Promise<readonly LedgerFact[]>;
  /** Rejects with `SyncError('busy')` when one of the facts' ids has appeared meanwhile. */
  save(save: LedgerSave): Promise<void>;
}

export interface LedgerRead {
  epoch(): Promise<string>;
  /** Unsettled facts in quarantine with one of these reasons, in the order of arrival, after an address; at most `limit`. */
  quarantine(reasons: readonly FactReason[], after: QuarantineAddress | undefined, limit: number): Promise<readonly QuarantinedFact[]>;
  /** `scope/kind:id` of records that are there, or were, and that facts still wait for. */
  arrived(): Promise<readonly string[]>;
  /** Heads of these scopes; of all the organization's site scopes as well when `everySite`. */
  scopes(scopes: readonly ScopeKey[], everySite: boolean): Promise<readonly LedgerScope[]>;
  device(device: string): Promise<LedgerDevice | undefined>;
  /** Of the device's facts with one of these seqs, and of the first `limit` above `above` (undefined: none). */
  outcomes(device: string, seqs: readonly number[], above: number | undefined, limit: number): Promise<readonly Outcome[]>;
  /** Records with version in (from, upTo], by version, then kind and id; at most `limit`. */
  changed(scope: ScopeKey, from: number, upTo: number, limit: number): Promise<readonly LedgerRecord[]>;
  /** Live records after a `kind:id`, in (kind, id) order; at most `limit`. */
  page(scope: ScopeKey, after: string | undefined, limit: number): Promise<readonly LedgerRecord[]>;
  /** Buckets of the site that start at or after `since`, with version above `from`. */
  tallies(site: string, since: number, from: number): Promise<readonly TallyRow[]>;
}
