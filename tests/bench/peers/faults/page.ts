/** What a page offers to the driver, whichever engine runs in it. Bodies of facts are the same for all. */
export interface FaultPage {
  /** Saves one fact with the engine; resolves with its id once the engine calls it saved, rejects if it does not. */
  save(index: number): Promise<string>;
  /** Whether the engine has nothing left to send, by its own account. */
  settled(): Promise<boolean>;
  /** How many of these facts the engine still has, to be sent by and by. */
  holds(ids: readonly string[]): Promise<number>;
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

/** An id that no other save has. */
export function freshId(): string {
  return crypto.randomUUID();
}
