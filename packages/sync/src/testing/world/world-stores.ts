import type { CacheStore, OutboxStore } from '../../client/ports.ts';
import type { LedgerStore } from '../../server/ports.ts';
import { MemoryCacheStore } from '../memory-cache-store.ts';
import { copyOf, MemoryLedger } from '../memory-ledger-store.ts';
import { MemoryOutboxStore } from '../memory-outbox-store.ts';
import { MemoryPhotoShelf, type PhotoDisk } from '../memory-photo-shelf.ts';
import { ConcurrentLedgerStore } from './concurrent-ledger-store.ts';
import { PART_BYTES } from './photo-bytes.ts';
import type { VirtualTime } from './virtual-time.ts';

export const organization = 'org';
/** More than any phone here writes: a limit for reading a whole journal. */
export const EVERY_FACT = 1_000_000;

/** What a phone's browser holds: outlives its processes. */
export interface PhoneDisk {
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  readonly photos: PhotoDisk;
  /** Another disk with the same outbox and photos, and its cache empty: a copied profile. */
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
export type MakeStores = (time: VirtualTime, latency: () => number) => WorldStores;

export interface WorldStores {
  phone(name: string): PhoneDisk;
  readonly ledger: LedgerDisk;
}

/** Everything in memory. `latency`: what a query of the ledger's database takes, virtual ms; 0 is at once. */
export function memoryStores(time: VirtualTime, latency: () => number): WorldStores {
  const pause = (): Promise<void> | undefined => {
    const ms = latency();
    return ms > 0 ? time.sleep(ms) : undefined;
  };
  const store = new ConcurrentLedgerStore(pause, (ms, run) => time.after(ms, run));
  return {
    phone: () => memoryDisk(new MemoryOutboxStore(), new MemoryCacheStore(), new MemoryPhotoShelf(PART_BYTES)),
    ledger: {
      store,
      look: async () => store.look(),
      backup: async () => {
        const backup = copyOf(store.look());
        return async (epoch) => {
          const restored = copyOf(backup);
          restored.epoch = epoch;
          store.replace(restored);
        };
      },
    },
  };
}

/** An empty one, to be filled with what another store holds. */
export function memoryLedger(): MemoryLedger {
  return new MemoryLedger('');
}

function memoryDisk(outbox: MemoryOutboxStore, cache: MemoryCacheStore, photos: MemoryPhotoShelf): PhoneDisk {
  return {
    outbox,
    cache,
    photos,
    copyProfile: async () => memoryDisk(outbox.copy(), new MemoryCacheStore(), photos.copy()),
    image: () => memoryDisk(outbox.copy(), cache.copy(), photos.copy()),
  };
}
