import type { FactCatalogue } from '@fieldloop/domain/define-fact';
import type { RecordCatalogue } from '@fieldloop/domain/define-record';
import type { Fact } from '@fieldloop/domain/fact';
import type { Reason } from '../protocol/reasons.ts';
import type { Phase } from './machine.ts';
import type { ClientPorts, StoredFact } from './ports.ts';

/** What a client knows of retail: passed in, and as large as the page that loads it needs. */
export interface ClientDomain {
  readonly facts: FactCatalogue;
  readonly records: RecordCatalogue;
}

export interface EngineOptions {
  readonly ports: ClientPorts;
  /** Version of the app, sent with each push. */
  readonly app: string;
  /** Names the lock: one per local database. */
  readonly lockName: string;
  /** Whether this client shows tallies (phones). */
  readonly tallies: boolean;
  /** Facts sent in one push, at most. */
  readonly batchSize?: number | undefined;
  /** Rows asked for in one pull. */
  readonly pageSize?: number | undefined;
  /** Called for what a person or support should know of; never for what heals by itself unseen. */
  readonly report?: ((report: SyncReport) => void) | undefined;
}

export interface SyncReport {
  readonly reason: Reason;
  readonly detail: string;
}

/** What the author knows when something happens; the rest of the envelope is filled in here. */
export interface WriteDraft {
  readonly name: string;
  readonly version: number;
  readonly scope: Fact['scope'];
  readonly payload: unknown;
  readonly subjects?: Fact['subjects'] | undefined;
  readonly seen?: number | undefined;
  readonly inForce?: Fact['inForce'];
  readonly inHand?: Fact['inHand'];
}

export interface SyncStatus {
  readonly phase: Phase;
  /** Facts without an outcome. */
  readonly pending: number;
  /** Phone time of the last pull that reached every head. */
  readonly lastSyncAt?: number | undefined;
  /** Why it waits or is paused. */
  readonly reason?: Reason | undefined;
  /** While the sign-in has ended: reading is refused, and what is written still goes out. */
  readonly sendsOnly?: boolean | undefined;
}

/** Sends what was written and reads what changed. Safe to run in several tabs and a worker at once. */
export interface SyncEngine {
  /** Starts syncing: a push and a pull follow. */
  start(): void;
  /** Ends syncing; resolves when nothing of it is running any more. Nothing is lost. */
  stop(): Promise<void>;
  /** Saves a fact; it is durable when this resolves. Sends it soon. */
  write(draft: WriteDraft): Promise<StoredFact>;
  /** Another tab wrote, or `write` was done by other means: send soon. */
  wrote(): void;
  /** A live hint came. */
  hinted(): void;
  /** Online again, visible again, a timer or the worker's `sync` event: try at once. */
  woke(): void;
  /** The person signed in again. */
  signedIn(): void;
  /** One push-until-empty and pull-until-current, at once; resolves with the status reached. For a worker and before an update. */
  flush(): Promise<SyncStatus>;
  status(): SyncStatus;
  subscribe(listener: (status: SyncStatus) => void): () => void;
}
