import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { InFlight } from './in-flight.ts';
import { painted, settled, stored, tapped } from './in-flight.ts';
import type { PadCounter } from './pads.ts';

type Numbers = Readonly<Partial<Record<PadCounter, InFlight>>>;
type Change =
  | { readonly kind: 'tapped'; readonly counter: PadCounter; readonly n: number }
  | { readonly kind: 'stored'; readonly bases: Readonly<Partial<Record<PadCounter, number>>> }
  | { readonly kind: 'settled'; readonly counter: PadCounter };

/** After the last write of a pad, the store has surely been read again. */
const settleMs = 1_500;

/**
 * The numbers on the pads: what the store says plus what a finger has just added, so that a tap is painted before
 * it is written. `bases`: today's totals from the store, undefined while they load.
 */
export function usePads(bases: Readonly<Partial<Record<PadCounter, number>>> | undefined) {
  const [numbers, change] = useReducer(reduce, {});
  const timers = useRef(new Map<PadCounter, ReturnType<typeof setTimeout>>());
  const key = JSON.stringify(bases);

  useEffect(() => {
    if (bases) change({ kind: 'stored', bases });
    // `key` is the content of `bases`, which is a fresh object on each render.
  }, [key]);

  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running.values()) clearTimeout(timer);
    };
  }, []);

  /** Paints `n` more at once, and lets go of them once `writing` is done and read back. */
  const add = useCallback(async (counter: PadCounter, n: number, writing: () => Promise<void>) => {
    change({ kind: 'tapped', counter, n });
    try {
      await writing();
    } finally {
      clearTimeout(timers.current.get(counter));
      timers.current.set(counter, setTimeout(() => change({ kind: 'settled', counter }), settleMs));
    }
  }, []);

  const value = (counter: PadCounter): number => {
    const state = numbers[counter];
    return state ? painted(state) : (bases?.[counter] ?? 0);
  };
  return { value, add };
}

function reduce(numbers: Numbers, change: Change): Numbers {
  if (change.kind === 'stored') {
    const next: Partial<Record<PadCounter, InFlight>> = { ...numbers };
    for (const [counter, base] of Object.entries(change.bases) as [PadCounter, number][]) {
      const state = numbers[counter];
      next[counter] = state ? stored(state, base) : { base, added: 0 };
    }
    return next;
  }
  const state = numbers[change.counter] ?? { base: 0, added: 0 };
  return { ...numbers, [change.counter]: change.kind === 'tapped' ? tapped(state, change.n) : settled(state) };
}
