import type { CacheStore, OutboxStore } from '../../client/ports.ts';
import type { LedgerStore } from '../../server/ports.ts';
import { MemoryCacheStore } from '../memory-cache-store.ts';
import { MemoryLedgerStore, type MemoryLedger } from '../memory-ledger-store.ts';
import { MemoryOutboxStore } from '../memory-outbox-store.ts';

export const organization = 'org';

/** What a phone's browser holds: outlives its processes. */
export interface PhoneDisk {
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  /** Another disk with the same outbox, and its cache empty: a copied profile. */
  copyProfile(): Promise<PhoneDisk>;
  /** The disk as it is now, to go back to after transactions were lost. */
  image?(): PhoneDisk;
}

/** The ledger's database, with what only an operator and a law may do. */
export interface LedgerDisk {
  readonly store: LedgerStore;
  /** Everything in it, to be looked at. */
  look(): Promise<MemoryLedger>;
  /** Takes a backup; the returned function puts it back under another epoch. */
  backup(): Promise<(epoch: string) => Promise<void>>;
}

/** Where a world keeps its data. */
export interface WorldStores {
  phone(name: string): PhoneDisk;
  readonly ledger: LedgerDisk;
}

export function memoryStores(): WorldStores {
  const store = new MemoryLedgerStore();
  return {
    phone: () => memoryDisk(new MemoryOutboxStore(), new MemoryCacheStore()),
    ledger: {
      store,
      look: async () => store.ledger(organization),
      backup: async () => {
        const copy = await store.backup(organization);
        return (epoch) => store.restore(organization, copy, epoch);
      },
    },
  };
}

function memoryDisk(outbox: MemoryOutboxStore, cache: MemoryCacheStore): PhoneDisk {
  return {
    outbox,
    cache,
    copyProfile: async () => memoryDisk(outbox.copy(), new MemoryCacheStore()),
    image: () => memoryDisk(outbox.copy(), cache.copy()),
  };
}
