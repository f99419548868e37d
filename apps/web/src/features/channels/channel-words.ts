import { m } from '../../paraglide/messages.js';
import type { OutputOf } from '../../runtime/api/call.ts';
import type { TagTone } from '../../ui/desk/tag.tsx';

export type Channel = OutputOf<'channels.list'>['channels'][number];
export type ChannelReason = NonNullable<Channel['health']['reason']>;
export type TestOutcome = OutputOf<'channels.test'>;

const reasonNames = {
  'not-configured': m.desk_channel_reason_not_configured,
  'vapid-subject-missing': m.desk_channel_reason_vapid_subject_missing,
  'vapid-subject-invalid': m.desk_channel_reason_vapid_subject_invalid,
  'public-url-missing': m.desk_channel_reason_public_url_missing,
  'switched-off': m.desk_channel_reason_switched_off,
  'no-subscription': m.desk_channel_reason_no_subscription,
  'subscription-gone': m.desk_channel_reason_subscription_gone,
  'endpoint-not-allowed': m.desk_channel_reason_endpoint_not_allowed,
  'payload-too-large': m.desk_channel_reason_payload_too_large,
  'rate-limited': m.desk_channel_reason_rate_limited,
  timeout: m.desk_channel_reason_timeout,
  unreachable: m.desk_channel_reason_unreachable,
  'refused-by-service': m.desk_channel_reason_refused_by_service,
  'bot-removed': m.desk_channel_reason_bot_removed,
  'key-invalid': m.desk_channel_reason_key_invalid,
  'unexpected-answer': m.desk_channel_reason_unexpected_answer,
  'too-many-attempts': m.desk_channel_reason_too_many_attempts,
} as const satisfies Record<ChannelReason, () => string>;

/** Why a channel is off or a send was given up, in words. */
export function channelReasonWords(reason: ChannelReason): string {
  return reasonNames[reason]();
}

/** How a channel is doing, in one word with its mark. */
export function healthWords(health: Channel['health']): { readonly words: string; readonly tone: TagTone } {
  switch (health.state) {
    case 'ok':
      return { words: m.desk_channel_health_ok(), tone: 'good' };
    case 'idle':
      return { words: m.desk_channel_health_idle(), tone: 'neutral' };
    case 'failing':
      return { words: m.desk_channel_health_failing(), tone: 'critical' };
    case 'off':
      return { words: m.desk_channel_health_off(), tone: 'neutral' };
  }
}

/** Is it the server that sends nothing, so that no device can change it? */
export function serverOff({ state, reason }: Channel['health']): boolean {
  return state === 'off' && reason !== 'no-subscription';
}

/** The lines under a channel: why it is off, last success, last error, what waits. */
export function healthLines({ health }: Pick<Channel, 'health'>, when: (at: number) => string): readonly string[] {
  return [
    ...(health.reason ? [channelReasonWords(health.reason)] : []),
    ...(health.lastSuccessAt === undefined ? [] : [m.desk_channel_last_success({ time: when(health.lastSuccessAt) })]),
    ...(health.lastError
      ? [
          m.desk_channel_last_error({
            time: when(health.lastError.at),
            reason: channelReasonWords(health.lastError.reason),
          }),
        ]
      : []),
    ...(health.queued > 0 ? [m.desk_channel_queued({ count: health.queued })] : []),
  ];
}

/** What became of a test. */
export function outcomeWords(outcome: TestOutcome): { readonly words: string; readonly ok: boolean } {
  if (outcome.outcome === 'sent') return { words: m.desk_channel_test_sent(), ok: true };
  const reason = channelReasonWords(outcome.reason);
  return {
    ok: false,
    words: outcome.outcome === 'retry' ? m.desk_channel_test_retry({ reason }) : m.desk_channel_test_failed({ reason }),
  };
}
