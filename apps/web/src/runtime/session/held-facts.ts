import { writeFact, type ClientPorts, type StoredFact, type WriteDraft } from '@fieldloop/sync/client';
import { StorageError } from '../database/database-guard.ts';
import { tellStorageChange } from '../storage-changes.ts';

/** How often room is looked for. */
const TRY_AGAIN_MS = 10_000;

/**
 * Facts that the device has no room for. They are in the memory of this page and nowhere else: shown, counted and
 * exported as what they are, and stored in their order once there is room.
 */
export interface HeldFacts {
  /** As they will be stored, oldest first. */
  all(): readonly StoredFact[];
  hold(draft: WriteDraft): Promise<StoredFact>;
  /** Stores what is held. Rejects as the outbox does when something does not fit; the rest stays. */
  store(): Promise<void>;
}

/**
 * @param name what changes are announced under
 * @param onStored told when something held is safe
 */
export function heldFacts(name: string, ports: Pick<ClientPorts, 'outbox' | 'clock' | 'random' | 'timers'>, onStored: () => void): HeldFacts {
  const { outbox } = ports;
  let held: readonly StoredFact[] = [];
  let storing: Promise<void> | undefined;
  let waits = false;

  function change(next: readonly StoredFact[]): void {
    held = next;
    tellStorageChange(name);
  }

  async function storeAll(): Promise<void> {
    for (let next = held[0]; next; next = held[0]) {
      const { fact, savedAt } = next;
      await outbox.append((slot) => ({ ...fact, seq: slot.seq }), savedAt);
      change(held.slice(1));
      onStored();
    }
  }

  function tryLater(): void {
    if (waits) return;
    waits = true;
    ports.timers.after(TRY_AGAIN_MS, () => {
      waits = false;
      void self.store().catch((error: unknown) => {
        if (!(error instanceof StorageError)) throw error;
        tryLater();
      });
    });
  }

  const self: HeldFacts = {
    all: () => held,
    hold: (draft) =>
      writeFact(draft, {
        ...ports,
        outbox: {
          ...outbox,
          async append(make, savedAt) {
            const { device, lastSeq, stamp, offset } = await outbox.identity(() => '');
            const fact = make({ device, seq: lastSeq + held.length + 1, stamp: held.at(-1)?.fact.stamp ?? stamp, offset });
            const stored: StoredFact = { fact, device, state: 'pending', savedAt };
            change([...held, stored]);
            tryLater();
            return stored;
          },
        },
      }),
    store() {
      storing ??= storeAll().finally(() => {
        storing = undefined;
      });
      return storing;
    },
  };
  return self;
}
