// For tests of whatever stands behind the ports: stores in memory, the contract every store keeps, a toy shop.
export { describeCacheStore } from './describe-cache-store.ts';
export { describeOutboxStore } from './describe-outbox-store.ts';
export { describeLedgerStore } from './describe-ledger-store.ts';
export type { OpenedLedgerStore } from './describe-ledger-store.ts';
export { MemoryCacheStore } from './memory-cache-store.ts';
export { MemoryLedger, MemoryLedgerStore } from './memory-ledger-store.ts';
export { MemoryOutboxStore } from './memory-outbox-store.ts';
export { toyActor, toyDomain, toyFacts, toyRecords } from './toy-catalogue.ts';
export { freshId, ToyDevice } from './toy-device.ts';
