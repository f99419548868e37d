/** Thrown inside a process that has died; whoever waits for it from outside sees a lost connection. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** A process that can die before and after everything it awaits. */
export interface Mortal {
  readonly isDead: () => boolean;
  /** Called at each such point: may kill the process. */
  readonly moment: (point: string) => void;
}

/**
 * The same port, seen from inside a mortal process: it may die before the call (nothing happened) or after it (it did,
 * but nobody here will know). A dead process never runs on: its promises stay open for ever, or reject when `rejects`.
 */
export function mortalPort<Port extends object>(port: Port, mortal: Mortal, name: string, rejects = false): Port {
  const end = (): Promise<never> => (rejects ? Promise.reject(new Died(name)) : new Promise<never>(() => {}));
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return async (...parameters: unknown[]) => {
        mortal.moment(`${name}.${String(key)} before`);
        if (mortal.isDead()) return end();
        let result: unknown;
        try {
          result = await Reflect.apply(value, target, parameters);
        } catch (error) {
          if (mortal.isDead()) return end();
          throw error;
        }
        mortal.moment(`${name}.${String(key)} after`);
        return mortal.isDead() ? end() : result;
      };
    },
  });
}
