import type { Channels, StoredChannel } from './channels.ts';
import { webPushChannel } from './channels.ts';
import type { Notice } from './notice.ts';
import { backoffMs, maxAttempts, type Outcome } from './outcome.ts';
import type { Outbox, Target, WaitingNotice } from './outbox.ts';
import type { StoredSubscription, Subscriptions } from './subscriptions.ts';
import { wecomRate } from './wecom.ts';

/** How messages really leave; replaced by nothing in tests, only pointed at other addresses. */
export interface Senders {
  /** Undefined: web push is off. */
  readonly push: ((subscription: StoredSubscription, notice: Notice) => Promise<Outcome>) | undefined;
  readonly bot: (channel: StoredChannel, notices: readonly Notice[]) => Promise<Outcome>;
}

export interface Drain {
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly subscriptions: Subscriptions;
  readonly senders: Senders;
  /** Real time, ms. */
  readonly wall: () => number;
}

/** More than this many waiting for one bot leave as one message. */
const digestAbove = 3;
const pushRate = { capacity: 120, perMs: 60_000 };

/**
 * Sends what is due for one target, oldest first, until nothing is left or it must wait. Returns the real time at
 * which to come back, if any. At least once: a crash between the send and its mark sends again.
 */
export async function drainTarget(target: Target, drain: Drain): Promise<number | undefined> {
  for (;;) {
    const waiting = await drain.outbox.due(target);
    const [first] = waiting;
    if (!first) return drain.outbox.nextDue(target);
    const send = await senderFor(target, drain);
    if ('gone' in send) {
      await drain.outbox.dropAll(target, send.gone);
      return undefined;
    }
    const waitMs = await drain.channels.take(target.organization, send.channel, send.rate);
    const batch = send.digests && waiting.length > digestAbove ? waiting : [first];
    if (waitMs > 0) await drain.outbox.postpone(target, [], drain.wall() + waitMs, 'rate-limited');
    else await settle(target, batch, send.channel, await send.send(batch.map((row) => row.notice)), drain);
  }
}

type Sender =
  | { readonly gone: 'no-subscription' | 'switched-off' | 'not-configured' }
  | {
      readonly channel: string;
      readonly rate: { readonly capacity: number; readonly perMs: number };
      readonly digests: boolean;
      readonly send: (notices: readonly Notice[]) => Promise<Outcome>;
    };

async function senderFor({ organization, target }: Target, drain: Drain): Promise<Sender> {
  const [kind, id] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)];
  if (kind === 'bot') {
    const channel = await drain.channels.find(organization, id);
    if (!channel?.secret) return { gone: 'not-configured' };
    if (!channel.enabled || channel.disabled_reason !== null) return { gone: 'switched-off' };
    return { channel: id, rate: wecomRate, digests: true, send: (notices) => drain.senders.bot(channel, notices) };
  }
  const subscription = await drain.subscriptions.find(organization, id);
  const { push } = drain.senders;
  if (!subscription) return { gone: 'no-subscription' };
  if (!push) return { gone: 'not-configured' };
  return {
    channel: webPushChannel,
    rate: pushRate,
    digests: false,
    send: async ([notice]) => (notice ? push(subscription, notice) : { outcome: 'sent' }),
  };
}

async function settle(target: Target, batch: readonly WaitingNotice[], channel: string, outcome: Outcome, drain: Drain): Promise<void> {
  const ids = batch.map((row) => row.noticeId);
  const { organization } = target;
  if (outcome.outcome === 'sent') {
    await drain.outbox.settle(target, ids, 'sent');
    await drain.channels.succeeded(organization, channel);
    return;
  }
  await drain.channels.erred(organization, channel, outcome.reason, outcome.code);
  const attempts = 1 + Math.max(...batch.map((row) => row.attempts));
  if (outcome.outcome === 'channel-disabled') {
    await drain.outbox.settle(target, ids, 'failed', outcome);
    await drain.outbox.dropAll(target, outcome.reason);
    if (channel === webPushChannel) await drain.subscriptions.forget(organization, target.target.slice('push:'.length));
    else await drain.channels.disable(organization, channel, outcome.reason);
  } else if (outcome.outcome === 'failed') {
    await drain.outbox.settle(target, ids, 'failed', outcome);
  } else if (attempts >= maxAttempts) {
    await drain.outbox.settle(target, ids, 'failed', { reason: 'too-many-attempts', code: outcome.code });
  } else {
    const wait = outcome.afterMs > 0 ? outcome.afterMs : backoffMs(attempts);
    await drain.outbox.postpone(target, ids, drain.wall() + wait, outcome.reason);
  }
}
