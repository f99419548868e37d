import type { Clock, Locks, Random, Timers } from '@fieldloop/sync/client';

/** The ports of the sync engine over what browsers and workers offer. */
export const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

export const browserRandom: Random = {
  fraction: () => Math.random(),
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

export const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** One holder among all tabs and workers of this browser. */
export const webLocks: Locks = {
  exclusive: (name, run) => navigator.locks.request(name, run) as ReturnType<typeof run>,
};
