import * as z from 'zod';
import { instant } from './measured.ts';

/** Why a channel is off or a send was given up. A closed list: the client has a sentence for each. */
export const channelReason = z.enum([
  'not-configured', 'vapid-subject-missing', 'vapid-subject-invalid', 'public-url-missing', 'switched-off',
  'no-subscription', 'subscription-gone', 'endpoint-not-allowed', 'payload-too-large', 'rate-limited',
  'timeout', 'unreachable', 'refused-by-service', 'bot-removed', 'key-invalid', 'unexpected-answer', 'too-many-attempts',
]);
export type ChannelReason = z.infer<typeof channelReason>;

export const channelHealth = z.strictObject({
  state: z.enum(['ok', 'idle', 'failing', 'off']),
  reason: channelReason.optional(),
  lastSuccessAt: instant.optional(),
  lastError: z.strictObject({ at: instant, reason: channelReason, code: z.string().optional() }).optional(),
  /** Sends that wait: due, delayed by a limit, or to be retried. */
  queued: z.int(),
});

/** A way out of the house. Secrets go in and never come back: `secretSet` says whether there is one. */
export const channel = z.strictObject({
  id: z.string(),
  kind: z.enum(['web-push', 'wecom']),
  name: z.string(),
  enabled: z.boolean(),
  locale: z.enum(['zh-CN', 'en']),
  secretSet: z.boolean(),
  health: channelHealth,
});
export type Channel = z.infer<typeof channel>;

export const channelsOutput = z.strictObject({ channels: z.array(channel) });
export const channelSaveInput = z.strictObject({
  /** Absent: a new one. The web push channel is there by itself and cannot be saved. */
  id: z.string().max(64).optional(),
  kind: z.literal('wecom'),
  name: z.string().trim().min(1).max(60),
  enabled: z.boolean(),
  locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  /** The bot's key, or its whole webhook address. Absent: keep the one there is. */
  secret: z.string().trim().min(8).max(300).optional(),
});
export const channelIdInput = z.strictObject({ id: z.string().max(64) });
export const channelRemoveOutput = z.strictObject({ removed: z.boolean() });

/** What became of a send: the same four words everywhere. */
export const channelTestOutput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('sent') }),
  z.strictObject({ outcome: z.literal('retry'), afterMs: z.int(), reason: channelReason }),
  z.strictObject({ outcome: z.literal('channel-disabled'), reason: channelReason }),
  z.strictObject({ outcome: z.literal('failed'), reason: channelReason, code: z.string().optional() }),
]);

export const pushKeyOutput = z.strictObject({
  enabled: z.boolean(),
  /** VAPID public key, base64url, for `pushManager.subscribe`. */
  key: z.string().optional(),
  reason: channelReason.optional(),
});
export const pushSubscribeInput = z.strictObject({
  endpoint: z.url().max(2_000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
  }),
  locale: z.enum(['zh-CN', 'en']),
});
export const pushSubscribeOutput = z.strictObject({ subscribed: z.boolean() });
export const pushUnsubscribeInput = z.strictObject({ endpoint: z.url().max(2_000) });
