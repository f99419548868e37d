// Everything that both halves, and the adapters around them, agree on.
export { PROTOCOL_VERSION } from './version.ts';
export {
  ASKS_PER_PULL, BYTES_PER_FACT, BYTES_PER_PUSH, CLOCK_TOLERANCE_MS, FACTS_PER_PUSH, JOURNAL_FACTS, JOURNAL_MS,
  MAX_ROWS_PER_PULL, ROWS_PER_PULL, TALLY_WINDOW_MS, TOMBSTONE_MS, utf8Length,
} from './limits.ts';
export { factReasons, isRequestReason, reasons } from './reasons.ts';
export type { FactReason, Reason, ReasonPolicy, RequestReason } from './reasons.ts';
export { SyncError } from './sync-error.ts';
export { clampStamp, compareStamps, decodeStamp, encodeStamp, mergeStamps, nextStamp } from './stamp.ts';
export type { StampParts } from './stamp.ts';
export { uuidPattern, uuidV7 } from './uuid.ts';
export { advanceDigest, emptyDigest, sameDigest } from './digest.ts';
export type { Digest, Versioned } from './digest.ts';
export { factEnvelope, scopeKey } from './envelope.ts';
export { outcome, outcomeStates, pushRequest, pushResponse } from './push.ts';
export type { Outcome, OutcomeState, PushRequest, PushResponse } from './push.ts';
export { pullRequest, pullResponse, recordRow, scopeChange, tallyRow } from './pull.ts';
export type { PullRequest, PullResponse, RecordRow, ScopeChange, SnapshotPosition, TallyRow } from './pull.ts';
export { LIVE_PING_MS, LIVE_SILENCE_MS, liveHint, TALLY_HINT_MS } from './live.ts';
export type { LiveHint } from './live.ts';
export { BYTES_PER_FILE, FACTS_PER_FILE, readWaitingFile, WAITING_FORMAT, WAITING_VERSION, writeWaitingFile } from './waiting-file.ts';
export type { Sha256, WaitingFact, WaitingFile, WaitingFileFault, WaitingHead } from './waiting-file.ts';
