/** Says at most one thing per interval, always the latest. Times in ms, monotonic. */
export interface Announcer {
  /** Offers words at `now`; returns what to say now, or undefined. */
  offer(words: string, now: number): string | undefined;
  /** When something waiting may be said; undefined when nothing waits. */
  dueAt(): number | undefined;
  /** Takes what waits once it is due. */
  take(now: number): string | undefined;
}

/** Often enough to follow, seldom enough not to talk over itself. */
const announceEveryMs = 5_000;

export function createAnnouncer(interval = announceEveryMs): Announcer {
  let saidAt: number | undefined;
  let waiting: string | undefined;
  const free = (now: number) => saidAt === undefined || now - saidAt >= interval;
  return {
    offer(words, now) {
      waiting = words;
      return free(now) ? this.take(now) : undefined;
    },
    dueAt: () => (waiting === undefined || saidAt === undefined ? undefined : saidAt + interval),
    take(now) {
      if (waiting === undefined || !free(now)) return undefined;
      const words = waiting;
      waiting = undefined;
      saidAt = now;
      return words;
    },
  };
}
