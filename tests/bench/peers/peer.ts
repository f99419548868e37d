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
  /** Set when it was stopped early: so many were done, and `seconds` is what all would have taken. */
  readonly extrapolatedFrom?: number | undefined;
}

/** What one engine can be asked to do. A part that it does not offer is absent, and `without` says why. */
export interface PeerClient {
  readonly drain?: (server: Server, facts: number, longestSeconds: number) => Promise<Drained>;
  /** Seconds until a fresh client holds everything. */
  readonly catchUp?: (server: Server, records: number) => Promise<number>;
  /** Milliseconds from each write until each subscriber has it. */
  readonly fanOut?: (server: Server, subscribers: number, writes: number) => Promise<number[]>;
  readonly without?: string | undefined;
}

/** A tap as a phone writes one: what every engine is given to carry. */
export function fact(index: number) {
  return {
    id: `0197e000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: 'people-counted', site: 'drain', at: 1_783_050_000_000 + index, stamp: `0197e0000000-0000-${index}`,
    shift: 'shift-1', counter: index % 4 === 0 ? 'entered' : 'passedBy', count: 1,
  };
}

/** A record as a planner reads one. */
export function record(index: number) {
  return {
    id: `item-${String(index).padStart(9, '0')}`,
    kind: 'issue', text: '门口那个大装置把路挡了一半', category: 'layout', severity: 'medium', status: 'open', at: 1_783_050_000_000 + index,
  };
}

/** Resolves once `reached()` holds; asks again every few milliseconds. */
export async function until(reached: () => boolean | Promise<boolean>, everyMs = 2): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/** Times of one write after the other to many subscribers, each write only after the last has heard the one before. */
export async function timeWrites(
  subscribers: number,
  writes: number,
  onHeard: (heard: () => void) => void,
  write: (index: number) => Promise<void> | void,
): Promise<number[]> {
  const delays: number[] = [];
  let began = 0;
  let missing = 0;
  let done: () => void = () => undefined;
  onHeard(() => {
    delays.push(performance.now() - began);
    missing -= 1;
    if (missing === 0) done();
  });
  for (let index = 0; index < writes; index += 1) {
    missing = subscribers;
    const all = new Promise<void>((resolve) => (done = resolve));
    began = performance.now();
    await write(index);
    await all;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return delays;
}
