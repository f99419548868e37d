import * as z from 'zod/mini';
import { scopeKey } from './envelope.ts';

/** Something changed: pull. Carries no data, so losing one costs time and nothing else. */
export const liveHint = z.object({
  /** Opaque, for resuming the stream. */
  id: z.string(),
  kind: z.literal('hint'),
  scopes: z.array(scopeKey),
  /** Only tallies changed: sent at most once a second, and of no interest to the desk's cache. */
  tallies: z.optional(z.boolean()),
});
export type LiveHint = z.infer<typeof liveHint>;

/** The server pings this often; a client that hears nothing for `LIVE_SILENCE_MS` connects anew. */
export const LIVE_PING_MS = 10_000;
export const LIVE_SILENCE_MS = 25_000;
export const TALLY_HINT_MS = 1_000;
