export { createLedger } from './create-ledger.ts';
export type { Caller, CarriedOutcome, Carrying, DraftOutcome, FactDraft, InForceEntry, Ledger, LedgerDomain, Release } from './ledger-api.ts';
export { UnstorableError } from './ports.ts';
export type {
  CarriedBy, ClockFlag, KnownFact, LedgerAct, LedgerChange, LedgerDevice, LedgerFact, LedgerGap, LedgerPorts, LedgerRead, LedgerRecord, LedgerSave,
  LedgerScope, LedgerStore, LedgerWrite, QuarantineAddress, QuarantinedFact, RecordAddress, SettledQuarantine, TallyDelta,
} from './ports.ts';
