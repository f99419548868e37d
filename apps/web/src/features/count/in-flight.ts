/** Taps, and taps taken back, that are painted but not yet in the numbers read from the store. */
export interface InFlight {
  /** The stored number that the painted one builds on. */
  readonly base: number;
  /** Negative while something taken back is not stored yet. */
  readonly added: number;
}

/** A tap of `n` people, or of −n taken back: painted at once. */
export function tapped(state: InFlight, n: number): InFlight {
  return { ...state, added: state.added + n };
}

/**
 * The store shows a new number: what it gained is no longer in flight. Another phone's people may arrive in
 * between, so the painted number can wait for a moment, but it never counts one person twice.
 */
export function stored(state: InFlight, base: number): InFlight {
  const change = base - state.base;
  const landed = state.added > 0 ? Math.min(state.added, Math.max(0, change)) : Math.max(state.added, Math.min(0, change));
  return { base, added: state.added - landed };
}

/** Everything written has been read back, or was refused: nothing is in flight. */
export function settled(state: InFlight): InFlight {
  return { ...state, added: 0 };
}

/** The number on the pad. */
export function painted(state: InFlight): number {
  return Math.max(0, state.base + state.added);
}
