/** How much may leave in a while: `capacity` at once, refilled evenly over `perMs`. */
export interface BucketRate {
  readonly capacity: number;
  readonly perMs: number;
}

/** Tokens left at an instant (ms). */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Takes one token. Without one, `waitMs` says when the next is there. A clock that steps back refills nothing. */
export function takeToken(bucket: Bucket | undefined, rate: BucketRate, now: number): { bucket: Bucket; waitMs: number } {
  const perToken = rate.perMs / rate.capacity;
  const before = bucket ?? { tokens: rate.capacity, at: now };
  const tokens = Math.min(rate.capacity, before.tokens + Math.max(now - before.at, 0) / perToken);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 };
  return { bucket: { tokens, at: now }, waitMs: Math.ceil((1 - tokens) * perToken) };
}
