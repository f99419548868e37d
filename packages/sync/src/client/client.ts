export type {
  AppliedSeq, CachedRecord, CachedTally, CachePage, CacheQuery, CacheReading, CacheState, CacheStore, CacheUpdate,
  ClientPorts, Clock, Locks, Network, OutboxIdentity, OutboxStore, Random, ScopePosition, ScopeState, StoredFact,
  StoredState, Timers, WriteSlot,
} from './ports.ts';
export type { ClientDomain, EngineOptions, SyncEngine, SyncReport, SyncStatus, WriteDraft } from './engine-api.ts';
export type { Phase } from './machine.ts';
export { addressOf, foldFact } from '../folding/fold-fact.ts';
export type { FoldedRecord, FoldOutcome } from '../folding/fold-fact.ts';
export { readPayload, recordsOf } from '../folding/read-payload.ts';
export { tallyDeltas, tallyKey } from '../folding/tally-deltas.ts';
export { happenedAt, type ServerTime } from './happened-at.ts';
export { writeFact } from './make-fact.ts';
export { isOpen, isSettled } from './stored-fact.ts';
export { cursorsOf, isUnconfirmed, overlayReach, overlayRecords, overlayTallies } from './overlay.ts';
export type { Viewer } from './overlay.ts';
