/** What a page offers to the driver, whichever engine runs in it. Bodies of facts are the same for all. */
export interface FaultPage {
  /** Saves one fact with the engine; resolves with its id once the engine calls it saved. */
  save(index: number): Promise<string>;
  /** What the engine itself still has to send; -1 where it cannot say. */
  pending(): Promise<number>;
}

declare global {
  interface Window {
    engine: Promise<FaultPage>;
  }
}

/** Makes the page's engine known to the driver. */
export function offer(open: () => Promise<FaultPage>): void {
  window.engine = open();
}

/** An id that no other save of this origin has. */
export function freshId(): string {
  return crypto.randomUUID();
}
