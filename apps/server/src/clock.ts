/** The server's only source of time: real, offset and sped up, or moved by hand in a test. */
export interface Clock {
  /** Now, ms UTC, on this clock. */
  now(): number;
  /** Milliseconds of this clock that pass in one real millisecond. */
  readonly rate: number;
  /** Calls back once after `delay` ms of this clock. */
  after(delay: number, callback: () => void): Cancel;
}

export type Cancel = () => void;

/** The machine's clock, shifted to start at `startAt` and running `rate` times as fast. */
export function machineClock(settings: { startAt?: number | undefined; rate?: number | undefined } = {}): Clock {
  const rate = settings.rate ?? 1;
  const began = Date.now();
  const startAt = settings.startAt ?? began;
  return {
    rate,
    now: () => Math.floor(startAt + (Date.now() - began) * rate),
    after(delay, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(delay / rate, 0), longestTimeout));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/** A clock that stands still until it is moved. Timers that come due run in order, each at its own instant. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, running what comes due, and lets promises settle between timers. */
  advance(ms: number): Promise<void>;
  moveTo(instant: number): Promise<void>;
}

export function manualClock(startAt: number): ManualClock {
  let now = startAt;
  let waiting: { readonly due: number; readonly callback: () => void }[] = [];
  async function moveTo(instant: number): Promise<void> {
    for (;;) {
      const next = waiting.toSorted((a, b) => a.due - b.due)[0];
      if (!next || next.due > instant) break;
      waiting = waiting.filter((timer) => timer !== next);
      now = Math.max(now, next.due);
      next.callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
    now = Math.max(now, instant);
  }
  return {
    rate: 1,
    now: () => now,
    after(delay, callback) {
      const timer = { due: now + Math.max(delay, 0), callback };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    moveTo,
    advance: (ms) => moveTo(now + ms),
  };
}

/** Calls back every `interval` ms of the clock until cancelled. */
export function every(clock: Clock, interval: number, callback: () => void): Cancel {
  let cancel: Cancel = clock.after(interval, tick);
  let stopped = false;
  function tick(): void {
    callback();
    if (!stopped) cancel = clock.after(interval, tick);
  }
  return () => {
    stopped = true;
    cancel();
  };
}

/** setTimeout treats anything longer as zero. */
const longestTimeout = 2_147_483_647;
