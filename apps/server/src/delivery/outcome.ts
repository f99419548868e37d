import type { ChannelReason } from '../api/schemas/channels.ts';

/**
 * What became of one send. A closed list: an answer that is not known to mean success is never `sent`.
 * `channel-disabled` is permanent until somebody changes the channel; `failed` gives up this message only.
 */
export type Outcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly reason: ChannelReason; readonly code?: string }
  | { readonly outcome: 'channel-disabled'; readonly reason: ChannelReason; readonly code?: string }
  | { readonly outcome: 'failed'; readonly reason: ChannelReason; readonly code?: string };

export const sent: Outcome = { outcome: 'sent' };

/** Wait before attempt number `attempt` (1 is the first retry): 5 s, 10 s, 20 s … at most 10 minutes. */
export function backoffMs(attempt: number): number {
  return Math.min(5_000 * 2 ** Math.max(attempt - 1, 0), 600_000);
}

/** A message that was retried this often is given up: about 80 minutes with the waits above. */
export const maxAttempts = 12;

/** `Retry-After` in ms: seconds or an HTTP date; undefined when absent or unreadable. Never more than an hour. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  if (!Number.isFinite(wait)) return undefined;
  return Math.min(Math.max(wait, 0), 3_600_000);
}
