import { join } from 'node:path';
import type { ChannelReason } from '../api/schemas/channels.ts';
import type { Database } from '../db/client.ts';
import { createChannels, showChannel, webPushChannel, type Channels } from './channels.ts';
import { drainTarget, type Drain } from './drain.ts';
import { createInbox, type Inbox } from './inbox.ts';
import type { Notice } from './notice.ts';
import type { Outcome } from './outcome.ts';
import { createOutbox, type OutgoingNotice, type Target } from './outbox.ts';
import { isAllowedEndpoint } from './push-endpoint.ts';
import { startSendsQueue } from './sends-queue.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { vapidKeys, vapidSubject } from './vapid.ts';
import { sendWebPush } from './web-push.ts';
import { sendWecom } from './wecom.ts';

export interface DeliverySettings {
  readonly db: Database;
  /** Where the VAPID keys are kept. */
  readonly dataFolder: string;
  readonly env: {
    readonly VAPID_SUBJECT?: string | undefined;
    readonly PUBLIC_URL?: string | undefined;
    /** Push services besides the known ones, as origins. */
    readonly PUSH_ORIGINS?: readonly string[] | undefined;
    readonly WECOM_ENDPOINT?: string | undefined;
  };
  readonly log: { error(fields: object, message: string): void };
  /** Real time, ms: what the world outside goes by, whatever the app's clock says. */
  readonly wall?: () => number;
}

/** Who hears of a notice. */
export interface Audience {
  readonly organization: string;
  readonly people: readonly string[];
  /** Also the group bots. */
  readonly bots: boolean;
  /** False: only the inbox. Loading a demo and judging the past send nothing outside. */
  readonly outside: boolean;
}

export interface Delivery {
  readonly inbox: Inbox;
  readonly channels: Channels;
  readonly subscriptions: Subscriptions;
  /** Web push: its public key, or why it is off. */
  readonly push: { readonly key: string } | { readonly off: ChannelReason };
  acceptsEndpoint(endpoint: string): boolean;
  /** Tells people, once each however often it is called with the same notice. */
  tell(notice: Notice, audience: Audience): Promise<void>;
  /** Lets held digests go; called as the app's clock moves. */
  tick(clockNow: number): Promise<void>;
  /** Sends one message now, past the queue, and says what became of it. */
  test(organization: string, channel: string, person: string, notice: Notice): Promise<Outcome>;
  show(organization: string): Promise<ReturnType<typeof showChannel>[]>;
  stop(): Promise<void>;
}

/** Opens the channels, makes the VAPID keys at the first start, and goes on with what was waiting. */
export async function startDelivery(settings: DeliverySettings): Promise<Delivery> {
  const { db, env } = settings;
  const wall = settings.wall ?? Date.now;
  const subject = vapidSubject(env);
  const keys = await vapidKeys(join(settings.dataFolder, 'vapid.json'));
  const origins = env.PUSH_ORIGINS ?? [];
  const push: Delivery['push'] = 'subject' in subject ? { key: keys.publicKey } : { off: subject.reason };
  const outbox = createOutbox(db, wall);
  const [inbox, channels, subscriptions] = [createInbox(db), createChannels(db, wall), createSubscriptions(db)];
  const drain: Drain = {
    outbox, channels, subscriptions, wall,
    senders: {
      push:
        'subject' in subject
          ? (to, notice) =>
              sendWebPush(to, notice, {
                vapid: { subject: subject.subject, ...keys }, origin: env.PUBLIC_URL ?? 'https://localhost', allowedOrigins: origins, now: wall,
              })
          : undefined,
      bot: (to, notices) =>
        sendWecom({ key: to.secret ?? '', locale: to.locale }, notices, {
          endpoint: env.WECOM_ENDPOINT ?? 'https://qyapi.weixin.qq.com', origin: env.PUBLIC_URL,
        }),
    },
  };
  const queue = await startSendsQueue({
    pool: db.pool,
    work: async (target) => {
      const again = await drainTarget(target, drain);
      if (again !== undefined) await queue.wake([target], Math.max(again - wall(), 500));
    },
    onError: (error) => settings.log.error({ err: error }, 'the queue of sends reported an error'),
  });
  await queue.wake(await outbox.targets(Number.MAX_SAFE_INTEGER));
  let forgotAt = 0;

  return {
    inbox, channels, subscriptions, push,
    acceptsEndpoint: (endpoint) => isAllowedEndpoint(endpoint, origins),

    async tell(notice, audience) {
      const targets = await inTransaction(db, async (client) => {
        const fresh = await inbox.add(client, audience.organization, audience.people, notice);
        if (!audience.outside) return [];
        const pushes = drain.senders.push ? await pushesFor(client, notice, audience.organization, fresh) : [];
        const bots = audience.bots ? await channels.bots(audience.organization) : [];
        return outbox.add(client, [
          ...pushes,
          ...bots.map(({ id }) => ({ organization: audience.organization, target: `bot:${id}`, channel: id, notice })),
        ]);
      });
      await queue.wake(distinct(targets));
    },

    async tick(clockNow) {
      if (wall() - forgotAt > dayMs) {
        forgotAt = wall();
        await outbox.forget(wall() - keptDays * dayMs);
      }
      const overdue = await outbox.targets(wall() - overdueMs);
      await queue.wake(distinct([...(await outbox.release(clockNow)), ...overdue]));
    },

    async test(organization, channelId, person, notice) {
      if (channelId !== webPushChannel) {
        const found = await channels.find(organization, channelId);
        if (!found?.secret) return { outcome: 'channel-disabled', reason: 'not-configured' };
        return noted(organization, channelId, await drain.senders.bot(found, [notice]));
      }
      if ('off' in push) return { outcome: 'channel-disabled', reason: push.off };
      const own = await subscriptions.of(organization, [person]);
      let last: Outcome = { outcome: 'channel-disabled', reason: 'no-subscription' };
      for (const subscription of own) {
        const outcome: Outcome = (await drain.senders.push?.(subscription, notice)) ?? last;
        if (outcome.outcome === 'channel-disabled') await subscriptions.forget(organization, subscription.id);
        if (last.outcome !== 'sent') last = outcome;
      }
      return own.length === 0 ? last : noted(organization, webPushChannel, last);
    },

    async show(organization) {
      const [all, waiting] = [await channels.all(organization), await outbox.waiting(organization)];
      return all.map((stored) =>
        showChannel(stored, waiting.get(stored.id) ?? 0, stored.kind === 'web-push' && 'off' in push ? push.off : undefined),
      );
    },

    stop: () => queue.stop(),
  };

  async function noted(organization: string, id: string, outcome: Outcome): Promise<Outcome> {
    if (outcome.outcome === 'sent') await channels.succeeded(organization, id);
    else await channels.erred(organization, id, outcome.reason, 'code' in outcome ? outcome.code : undefined);
    return outcome;
  }

  /** The daily limit: the first five of a day go out one by one, the rest as one digest, which is the sixth. */
  async function pushesFor(client: Parameters<Inbox['add']>[0], notice: Notice, organization: string, people: readonly string[]): Promise<OutgoingNotice[]> {
    if (people.length === 0) return [];
    await channels.all(organization);
    const before = await outbox.pushesOn(client, organization, people, notice.day);
    const browsers = await subscriptions.of(organization, people);
    return browsers.map(({ id, person }) => {
      const held = (before.get(person) ?? 0) >= pushesPerDay - 1;
      return {
        organization, target: `push:${id}`, channel: webPushChannel, person,
        notice: held ? digestOf(notice, person) : notice,
        ...(held ? { releaseAt: notice.at + digestAfterMs } : {}),
      };
    });
  }
}

const dayMs = 86_400_000;
/** Due for so long and still there: the wake was lost with the server that was to give it. */
const overdueMs = 60_000;
/** Sends that are over are kept this long, to answer "did it go out". */
const keptDays = 30;
const pushesPerDay = 6;
/** Two hours: long enough to gather, short enough to matter in the same shift. */
const digestAfterMs = 2 * 3_600_000;

function digestOf(notice: Notice, person: string): Notice {
  return {
    id: `digest:${person}:${notice.day}`, kind: 'digest', severity: 'info', params: { count: 1 },
    navigate: '/desk/now', at: notice.at, day: notice.day, topic: `digest:${person}`,
  };
}

async function inTransaction<Result>(db: Database, run: (client: Parameters<Inbox['add']>[0]) => Promise<Result>): Promise<Result> {
  const client = await db.pool.connect();
  try {
    await client.query('BEGIN');
    const result = await run(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true); // closing the connection rolls back
    throw error;
  }
}

function distinct(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [`${target.organization}/${target.target}`, target])).values()];
}
