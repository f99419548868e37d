import { SyncError } from '../../protocol/sync-error.ts';
import type { LedgerRead, LedgerSave, LedgerStore, LedgerWrite } from '../../server/ports.ts';
import { commit, copyOf, MemoryLedger, readView, writeView } from '../memory-ledger-store.ts';

/** A lock that is not had by then answers `busy`, as the real store does; so two that wait for each other come apart. */
const LOCK_TIMEOUT_MS = 5_000;

interface Transaction {
  isOver: boolean;
}

interface Lock {
  readonly owner: Transaction;
  readonly waiting: (() => void)[];
}

/**
 * A ledger in memory whose transactions run at the same time: row locks on devices, heads and what is taken out of quarantine, commits all at once, and
 * readers see the state as it was when they began. `pause` is what a query takes.
 */
export class ConcurrentLedgerStore implements LedgerStore {
  readonly #pause: () => Promise<void> | undefined;
  readonly #after: (ms: number, run: () => void) => () => void;
  readonly #locks = new Map<string, Lock>();
  #ledger = new MemoryLedger('epoch-1');

  constructor(pause: () => Promise<void> | undefined, after: (ms: number, run: () => void) => () => void) {
    this.#pause = pause;
    this.#after = after;
  }

  look(): MemoryLedger {
    return this.#ledger;
  }

  /** Another history takes the place of this one; who is in the middle of a transaction fails at its end. */
  replace(ledger: MemoryLedger): void {
    this.#ledger = ledger;
  }

  async write<Value>(_organization: string, run: (transaction: LedgerWrite) => Promise<Value>): Promise<Value> {
    const owner: Transaction = { isOver: false };
    const history = this.#ledger;
    const staged: LedgerSave[] = [];
    const view = writeView(history, staged);
    const locked: LedgerWrite = {
      ...view,
      lockDevice: async (device, person, now) => {
        await this.#lock(`device ${device}`, owner);
        return view.lockDevice(device, person, now);
      },
      lockScopes: async (scopes) => {
        for (const scope of scopes) await this.#lock(`scope ${scope}`, owner);
        return view.lockScopes(scopes);
      },
      quarantined: async (device, seq) => {
        await this.#lock(`quarantine ${device}/${seq}`, owner);
        return view.quarantined(device, seq);
      },
    };
    try {
      const value = await run(this.#slow(locked));
      if (history !== this.#ledger) throw new SyncError('busy', 'the database was put back meanwhile');
      for (const save of staged) {
        for (const { fact } of save.facts) if (history.facts.has(fact.id)) throw new SyncError('busy', `fact ${fact.id} has appeared meanwhile`);
        commit(history, save);
      }
      return value;
    } finally {
      owner.isOver = true;
      for (const [name, lock] of this.#locks) if (lock.owner === owner) this.#release(name);
    }
  }

  read<Value>(_organization: string, run: (view: LedgerRead) => Promise<Value>): Promise<Value> {
    return run(this.#slow(readView(copyOf(this.#ledger))));
  }

  async dropTombstones(): Promise<number> {
    return 0;
  }

  /** Each query takes its time before it looks. */
  #slow<View extends object>(view: View): View {
    const slow: Record<string, unknown> = {};
    for (const [name, method] of Object.entries(view)) {
      slow[name] = async (...parameters: unknown[]) => {
        await this.#pause();
        return (method as (...parameters: unknown[]) => unknown)(...parameters);
      };
    }
    return slow as View;
  }

  async #lock(name: string, owner: Transaction): Promise<void> {
    let late = false;
    for (let lock = this.#locks.get(name); lock && lock.owner !== owner; lock = this.#locks.get(name)) {
      if (late) throw new SyncError('busy', `waited too long for ${name}`);
      const held = lock;
      await new Promise<void>((resolve) => {
        const cancel = this.#after(LOCK_TIMEOUT_MS, () => {
          late = true;
          resolve();
        });
        held.waiting.push(() => {
          cancel();
          resolve();
        });
      });
    }
    // A query of a connection that has rolled back meanwhile takes nothing.
    if (owner.isOver) throw new SyncError('busy', 'the transaction is over');
    if (!this.#locks.has(name)) this.#locks.set(name, { owner, waiting: [] });
  }

  #release(name: string): void {
    const lock = this.#locks.get(name);
    this.#locks.delete(name);
    for (const wake of lock?.waiting ?? []) wake();
  }
}
