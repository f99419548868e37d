import { describeLedgerStore } from '../testing/describe-ledger-store.ts';
import { MemoryLedgerStore } from '../testing/memory-ledger-store.ts';

describeLedgerStore('memory', async () => ({ store: new MemoryLedgerStore(), close: async () => {} }));
