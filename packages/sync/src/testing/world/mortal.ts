/** Thrown inside a process that has died; whoever waits for it from outside sees a lost connection. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** A process that can die before and after everything it awaits. */
export interface Mortal {
  readonly isDead: () => boolean;
  /** Called at each such point: may kill the process. */
  readonly moment: (point: string, when: 'before' | 'after') => void;
  /** What goes wrong with this call: before it nothing happened, after it all of it did, and the caller sees an error. */
  readonly trouble?: ((method: string, when: 'before' | 'after') => Error | undefined) | undefined;
}

type Method = (...parameters: unknown[]) => Promise<unknown>;

/**
 * The same port, seen from inside a mortal process: it may die before the call (nothing happened) or after it (it did,
 * but nobody here will know). A dead process never runs on: its promises stay open for ever, or reject when `rejects`.
 */
export function mortalPort<Port extends object>(target: () => Port, mortal: Mortal, name: string, rejects = false): Port {
  const end = (): Promise<never> => (rejects ? Promise.reject(new Died(name)) : new Promise<never>(() => {}));
  const methods = new Map<string | symbol, Method>();

  function methodOf(key: string): Method {
    const point = `${name}.${key}`;
    return async (...parameters) => {
      mortal.moment(point, 'before');
      if (mortal.isDead()) return end();
      const refused = mortal.trouble?.(key, 'before');
      if (refused) throw refused;
      let result: unknown;
      try {
        const port = target();
        result = await Reflect.apply(Reflect.get(port, key) as Method, port, parameters);
      } catch (error) {
        if (mortal.isDead()) return end();
        throw error;
      }
      mortal.moment(point, 'after');
      if (mortal.isDead()) return end();
      const failed = mortal.trouble?.(key, 'after');
      if (failed) throw failed;
      return result;
    };
  }

  return new Proxy({} as Port, {
    get(_target, key) {
      if (typeof key === 'symbol' || key === 'then') return undefined;
      let method = methods.get(key);
      if (!method) methods.set(key, (method = methodOf(key)));
      return method;
    },
  });
}
