import type { Actor, Fact, RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import type { FactCatalogue } from '@fieldloop/domain/define-fact';
import type { RecordCatalogue } from '@fieldloop/domain/define-record';
import type { PullRequest, PullResponse } from '../protocol/pull.ts';
import type { Outcome, OutcomeState, PushRequest, PushResponse } from '../protocol/push.ts';
import type { FactReason } from '../protocol/reasons.ts';
import type { WaitingFact } from '../protocol/waiting-file.ts';
import type { LedgerAct } from './ports.ts';

/** Who calls. The memberships are read by the caller for each request; `actor.device` is replaced by the request's. */
export interface Caller {
  readonly organization: string;
  readonly actor: Actor;
}

/** What the ledger knows of retail: all of it passed in. */
export interface LedgerDomain {
  readonly facts: FactCatalogue;
  readonly records: RecordCatalogue;
  /** `reads` of domain/fact. */
  readonly reads: (actor: Actor, scope: ScopeKey, at: number) => boolean;
  /** Kind of the record `site:<id>` / `<kind>:<id>` that carries what was in force when, and how to read it. */
  readonly site: {
    readonly kind: string;
    readonly inForce: (data: unknown) => readonly InForceEntry[];
  };
}

export interface InForceEntry {
  readonly revision: RevisionRef;
  readonly from: number;
}

/** A fact without a device's seq and clock: from a till, a sensor, an import or the server itself. */
export interface FactDraft {
  /** A UUID derived from what the fact is about, so that sending it twice adds nothing. */
  readonly id: string;
  readonly name: string;
  /** Of the payload; default: the current one. */
  readonly version?: number | undefined;
  readonly scope: ScopeKey;
  readonly subjects?: Fact['subjects'] | undefined;
  /** When it happened, ms. Trusted, up to the server's clock. */
  readonly at: number;
  readonly inForce?: RevisionRef | undefined;
  readonly inHand?: RevisionRef | undefined;
  readonly payload: unknown;
}

export interface DraftOutcome {
  readonly id: string;
  /** `refused`: nothing of it was kept; the source still has it, and may send it again once it is right. */
  readonly state: Exclude<OutcomeState, 'quarantined'> | 'refused';
  readonly reason?: FactReason | undefined;
  readonly version?: number | undefined;
}

/** Which fact leaves quarantine, and who says so. */
export interface Release {
  readonly device: string;
  readonly seq: number;
  readonly by: string;
  readonly note?: string | undefined;
  /** Instead of the one written, in today's shape. */
  readonly payload?: unknown;
  /** Somebody else who must be allowed to write it as well: who brought it in a file. */
  readonly carrier?: Actor | undefined;
  /** Written down where it comes to that. */
  readonly act?: LedgerAct | undefined;
}

/** Facts of one device that somebody brings instead of it. */
export interface Carrying {
  readonly device: string;
  /** As its device would have sent them, in seq order. */
  readonly facts: readonly WaitingFact[];
  /** Who brings them: nothing enters that this person might not write now as well. */
  readonly carrier: Actor;
  /** May the carrier bring facts of this scope? Undefined for what names none. */
  readonly carries: (scope: string | undefined) => boolean;
  /** What the file is known by. */
  readonly file: string;
  /** What is written down where something of it was new. */
  readonly actOf?: ((outcomes: readonly CarriedOutcome[]) => LedgerAct) | undefined;
}

export interface CarriedOutcome {
  readonly seq: number;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly scope?: string | undefined;
  /** By its device's clock, corrected by its own measure, ms. */
  readonly at?: number | undefined;
  /** `duplicate`: it was there. `refused`: not the carrier's to bring, and nothing of it was kept. */
  readonly state: OutcomeState | 'refused';
  readonly reason?: FactReason | undefined;
  /** The ledger, or its quarantine, did not have it before. */
  readonly isNew: boolean;
}

/** Accepts facts, folds them, answers what changed. Rejects only with `SyncError` or a store's own failure. */
export interface Ledger {
  /** One batch of a device. */
  push(caller: Caller, request: PushRequest): Promise<PushResponse>;
  /** The records (and tallies) that a device does not have yet. */
  pull(caller: Caller, request: PullRequest): Promise<PullResponse>;
  /** Facts of a source that has no outbox; at most 500 at a time, seqs are given here. `actor.device` names the source. */
  append(caller: Caller, drafts: readonly FactDraft[]): Promise<readonly DraftOutcome[]>;
  /**
   * Takes facts from a file, as their author's (`caller.actor`) and as if their device had sent them: all of them are
   * judged and written, or nothing is. Doing it twice adds nothing, and so does the device when it sends them itself.
   * @param trial says what would come of it, and keeps nothing
   */
  carry(caller: Caller, carrying: Carrying, trial: boolean): Promise<readonly CarriedOutcome[]>;
  /**
   * Takes a fact out of quarantine: judged anew as its author's (`caller.actor.person`), at the time it arrived, with
   * another payload when it was mended. Where it is still refused nothing changes. Undefined when it is not there.
   */
  release(caller: Caller, release: Release): Promise<Outcome | undefined>;
  /** Leaves a fact in quarantine for good; its author hears `dismissed`. False when it is not there. */
  dismiss(organization: string, at: Omit<Release, 'payload'>): Promise<boolean>;
  /**
   * After an update of the server: reads what an older one could not read or failed at. `authorOf` tells who may do what.
   * Returns how many facts entered the ledger.
   */
  reread(organization: string, by: Actor, authorOf: (person: string) => Promise<Actor>): Promise<number>;
  /** Drops tombstones that are old enough; devices that were away longer read anew. Returns how many. For a daily timer. */
  sweep(organization: string): Promise<number>;
}
