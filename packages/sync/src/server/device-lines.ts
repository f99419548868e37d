import type { LedgerPorts } from './ports.ts';

/** How long a batch waits for the one that it overtook, which may be at another server; then the ledger is asked once more. */
const PATIENCE_MS = 1_000;

/** The batches of one device that are in this process just now. */
export interface DeviceLine {
  /** The ledger has this device's facts up to `seq`. */
  reached(seq: number): void;
  /** Resolves once the ledger has them up to `seq`, or when that takes too long. */
  comesTo(seq: number): Promise<void>;
  leave(): void;
}

interface Line {
  members: number;
  seq: number;
  readonly waiting: Set<() => void>;
}

/**
 * Batches of one device travel at the same time, and the later one may arrive first. It waits here, where it holds
 * neither a lock nor a connection, until the one before it is in the ledger. Without timers nobody waits.
 */
export function deviceLines(timers: LedgerPorts['timers']): (device: string) => DeviceLine {
  const lines = new Map<string, Line>();
  return (device) => {
    const line: Line = lines.get(device) ?? { members: 0, seq: 0, waiting: new Set() };
    lines.set(device, line);
    line.members += 1;
    return {
      reached(seq) {
        line.seq = Math.max(line.seq, seq);
        for (const look of line.waiting) look();
      },
      comesTo(seq) {
        const isThere = (): boolean => line.seq >= seq;
        if (!timers || isThere()) return Promise.resolve();
        return new Promise((resolve) => {
          const done = (): void => {
            cancel();
            line.waiting.delete(look);
            resolve();
          };
          const look = (): void => {
            if (isThere()) done();
          };
          const cancel = timers.after(PATIENCE_MS, done);
          line.waiting.add(look);
        });
      },
      leave() {
        line.members -= 1;
        if (line.members === 0) lines.delete(device);
      },
    };
  };
}
