import type { ChildProcess } from 'node:child_process';

/** What an engine promises to have when it says that something is saved: on the server, and on the client as run here. */
export interface Durability {
  readonly server: string;
  readonly client: string;
}

/** Where an engine's server listens, with whatever its own clients need to know. */
export interface Served {
  readonly port: number;
  readonly token?: string | undefined;
  /** Ours: one code per phone that will join, by site. */
  readonly codes?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The server side, in a process of its own. */
export interface PeerServer {
  /** @param records how many a fresh client will find there; 0 for none */
  serve(records: number): Promise<Served & { readonly stop: () => Promise<void>; readonly count?: () => Promise<number> | number }>;
}

/** A server as the measuring process sees it. `port` may be that of a proxy. */
export interface Server extends Served {
  /** Facts or records that the server holds by its own account. */
  count(): Promise<number>;
  readonly process: ChildProcess;
}

/** Seconds, and what was sent to get there if the engine's way can be counted. */
export interface Drained {
  readonly seconds: number;
  readonly requests?: number | undefined;
}

/** Where facts of a drain go: a few of them first, unmeasured, so that neither side meets its own code for the first time. */
export type Room = 'warm-up' | 'drain';

/** What one engine can be asked to do. A part that it does not offer is absent, and `without` says why. */
export interface PeerClient {
  readonly drain?: (server: Server, facts: number, room: Room) => Promise<Drained>;
  /** Writes what a fresh client will find, where the server cannot do so by itself. */
  readonly fill?: (server: Server, records: number) => Promise<void>;
  /** Seconds until a fresh client holds everything. */
  readonly catchUp?: (server: Server, records: number) => Promise<number>;
  /** Milliseconds from each write until each subscriber has it, but for the first `WARM_UP_WRITES`. */
  readonly fanOut?: (server: Server, subscribers: number, writes: number) => Promise<number[]>;
  readonly without?: string | undefined;
  /** Added to the address of a page that is to do `work`: whatever it needs to sign in. */
  readonly query?: (server: Server, work: 'drain' | 'catch-up') => string;
}

/** Writes of a fan-out before those that are timed. */
export const WARM_UP_WRITES = 5;

/** Starts what is measured, and the time it has at most. Returns the seconds since. */
export function startClock(): () => number {
  process.send?.({ began: true });
  const began = performance.now();
  return () => (performance.now() - began) / 1_000;
}

/** Resolves once `reached()` holds; asks again every few milliseconds. */
export async function until(reached: () => boolean | Promise<boolean>, everyMs = 5): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/** Times of one write after the other to many subscribers, each write only after the last has heard the one before; warmed up. */
export async function timeWrites(
  subscribers: number,
  writes: number,
  onHeard: (heard: () => void) => void,
  write: (index: number) => Promise<void> | void,
): Promise<number[]> {
  const delays: number[] = [];
  let began = 0;
  let missing = 0;
  let timing = false;
  let done: () => void = () => undefined;
  onHeard(() => {
    if (timing) delays.push(performance.now() - began);
    missing -= 1;
    if (missing === 0) done();
  });
  for (let index = 0; index < WARM_UP_WRITES + writes; index += 1) {
    timing = index >= WARM_UP_WRITES;
    missing = subscribers;
    const all = new Promise<void>((resolve) => (done = resolve));
    began = performance.now();
    await write(index);
    await all;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return delays;
}
