import { setImmediate as turn } from 'node:timers/promises';

/**
 * Lets calls to a real store run one after the other in the order in which they were made, so that what they answer
 * cannot depend on the machine. `settle` waits until none is left and nothing follows from the last.
 */
export class OneAtATime {
  #tail: Promise<unknown> = Promise.resolve();
  #left = 0;

  run<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#left += 1;
    const mine = this.#tail.then(call);
    // What follows from an answer happens before the next call begins.
    this.#tail = mine.then(() => turn(), () => turn()).finally(() => (this.#left -= 1));
    return mine;
  }

  /** The same store, each method in its turn. */
  over<Store extends object>(store: Store): Store {
    const queued: Record<string, unknown> = {};
    for (const [name, method] of Object.entries(store)) {
      queued[name] = (...parameters: unknown[]) => this.run(() => Promise.resolve((method as (...parameters: unknown[]) => unknown)(...parameters)));
    }
    return queued as Store;
  }

  readonly settle = async (): Promise<void> => {
    do await turn();
    while (this.#left > 0);
  };
}
