/** What a page measures by itself, in a real browser with its real IndexedDB. */
export interface BrowserMeasures {
  /** Sends a tenth of the facts, unmeasured, and leaves all of them waiting in IndexedDB. */
  write(facts: number): Promise<void>;
  /** Seconds until what waits is acknowledged. */
  drain(): Promise<number>;
  /** Seconds until an empty IndexedDB holds everything. */
  catchUp(records: number): Promise<number>;
}

declare global {
  interface Window {
    measures: BrowserMeasures;
  }
}

/** Seconds that `run` takes. */
export async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1_000;
}
