import { useSyncExternalStore } from 'react';

/** How the pads behave on this device. */
export interface CountingPreferences {
  /** The same pad within this many ms counts once; 0 counts every tap. */
  readonly guardMs: number;
  /** A short tone per tap, at another pitch for each pad. */
  readonly tick: boolean;
}

const storageKey = 'fieldloop.counting';
const defaults: CountingPreferences = { guardMs: 120, tick: false };
const listeners = new Set<() => void>();
let current: CountingPreferences | undefined;

export function countingPreferences(): CountingPreferences {
  current ??= read();
  return current;
}

export function useCountingPreferences(): CountingPreferences {
  return useSyncExternalStore(subscribe, countingPreferences);
}

export function changeCountingPreferences(change: Partial<CountingPreferences>): void {
  current = { ...countingPreferences(), ...change };
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
}

function read(): CountingPreferences {
  const [, guard, tick] = /^{"guardMs":(\d+),"tick":(true|false)}$/.exec(localStorage.getItem(storageKey) ?? '') ?? [];
  return { guardMs: guard === undefined ? defaults.guardMs : Number(guard), tick: tick === 'true' };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
