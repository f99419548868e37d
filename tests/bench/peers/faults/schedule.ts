/** What befalls one client: drawn from a seed, the same for every engine. */
export interface Schedule {
  readonly seed: number;
  /** Ms after the start at which a fact is saved. */
  readonly saves: readonly number[];
  /** When nothing gets through. */
  readonly partition: Span | undefined;
  /** When the server's process is ended with -9, and when it is started again. */
  readonly serverKilled: Span | undefined;
  /** When the page is closed without a word, and when it is opened again. */
  readonly killed: Span | undefined;
  /** Asked once for each request that arrives, in order. */
  readonly next: () => Fault;
}
export interface Span {
  readonly from: number;
  readonly until: number;
}
export type Fault = 'none' | 'request dropped' | 'reply dropped' | 'duplicate' | 'reorder' | 'delay';

/** Faults stop after this many ms; from then on everything must arrive. */
export const FAULTY_MS = 4_000;
const SAVES = 10;

export function scheduleOf(seed: number): Schedule {
  const chance = dice(seed);
  const faults = dice(seed ^ 0x9e3779b9);
  const span = (share: number, shortest: number, longest: number): Span | undefined => {
    const has = chance() < share;
    const from = 200 + chance() * (FAULTY_MS - 1_500);
    const until = from + shortest + chance() * (longest - shortest);
    return has ? { from, until } : undefined;
  };
  return {
    seed,
    saves: Array.from({ length: SAVES }, () => chance() * (FAULTY_MS - 1_000)).sort((left, right) => left - right),
    partition: span(0.5, 300, 1_200),
    serverKilled: span(0.3, 300, 1_000),
    killed: span(0.5, 100, 600),
    next() {
      const drawn = faults();
      if (drawn < 0.12) return 'request dropped';
      if (drawn < 0.24) return 'reply dropped';
      if (drawn < 0.32) return 'duplicate';
      if (drawn < 0.38) return 'reorder';
      return drawn < 0.53 ? 'delay' : 'none';
    },
  };
}

/** Mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
