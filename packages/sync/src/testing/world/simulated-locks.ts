import type { Locks } from '../../client/ports.ts';
import type { Stream } from './chance.ts';

interface Held {
  readonly process: object;
  readonly waiting: (() => void)[];
}

/** The Web Locks of one browser profile: a process that dies lets go of what it held. */
export class SimulatedLocks {
  readonly #held = new Map<string, Held>();

  /** The locks as one process has them. */
  of(process: { readonly alive: boolean }, stream: Stream, ignored: () => void): Locks {
    return {
      exclusive: async (name, run) => {
        // Now and then a worker that knows nothing of the lock: the server alone must keep two senders apart.
        if (stream.happens('ignores the lock', 0.03)) {
          ignored();
          return run();
        }
        while (this.#held.has(name)) await new Promise<void>((resolve) => this.#held.get(name)?.waiting.push(resolve));
        if (!process.alive) return new Promise<never>(() => {});
        return this.#hold(name, process, run);
      },
    };
  }

  /** Undefined, at once, while somebody else holds it. */
  async ifFree<Value>(name: string, process: object, run: () => Promise<Value>): Promise<Value | undefined> {
    return this.isHeld(name) ? undefined : this.#hold(name, process, run);
  }

  isHeld(name: string): boolean {
    return this.#held.has(name);
  }

  releaseAll(process: object): void {
    for (const [name, lock] of this.#held) if (lock.process === process) this.#release(name);
  }

  async #hold<Value>(name: string, process: object, run: () => Promise<Value>): Promise<Value> {
    const mine: Held = { process, waiting: [] };
    this.#held.set(name, mine);
    try {
      return await run();
    } finally {
      if (this.#held.get(name) === mine) this.#release(name);
    }
  }

  #release(name: string): void {
    const lock = this.#held.get(name);
    this.#held.delete(name);
    for (const wake of lock?.waiting ?? []) wake();
  }
}
