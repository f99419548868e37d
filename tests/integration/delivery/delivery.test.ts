import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase, type Database } from '../../../apps/server/src/db/client.ts';
import { startDelivery, type Delivery, type DeliverySettings } from '../../../apps/server/src/delivery/delivery.ts';
import type { Notice } from '../../../apps/server/src/delivery/notice.ts';
import { startFakePushService, type FakePushService, type FakeSubscription } from '../../fixtures/fake-push-service.ts';
import { startFakeWecom, type FakeWecom } from '../../fixtures/fake-wecom.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';

let database: TestDatabase;
let db: Database;
let push: FakePushService;
let wecom: FakeWecom;
let folder: string;
let running: Delivery[] = [];
let organizations = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  db = openDatabase(database.url);
  push = await startFakePushService();
  wecom = await startFakeWecom();
  folder = await mkdtemp(join(tmpdir(), 'delivery-'));
});

afterEach(async () => {
  for (const delivery of running) await delivery.stop();
  running = [];
});

afterAll(async () => {
  await Promise.all([push.stop(), wecom.stop(), db.pool.end()]);
  await database.stop();
  await rm(folder, { recursive: true });
});

async function start(env: Partial<DeliverySettings['env']> = {}, logged: unknown[] = []): Promise<Delivery> {
  const delivery = await startDelivery({
    db, dataFolder: folder,
    env: { PUBLIC_URL: 'https://shop.fieldloop.app', PUSH_ORIGINS: [push.origin], WECOM_ENDPOINT: wecom.endpoint, ...env },
    log: { error: (fields, message) => logged.push({ fields, message }) },
  });
  running.push(delivery);
  return delivery;
}

const organizationId = () => `org-${(organizations += 1)}`;

async function subscribe(delivery: Delivery, organization: string, person: string): Promise<FakeSubscription> {
  const subscription = push.subscribe('key' in delivery.push ? delivery.push.key : undefined);
  await delivery.subscriptions.save(organization, person, { endpoint: subscription.endpoint, ...subscription.keys, locale: 'zh-CN' }, 1);
  return subscription;
}

function notice(id: string, more: Partial<Notice> = {}): Notice {
  return {
    id, kind: 'alert-fired', severity: 'attention', at: 1_783_050_300_000, day: '2026-07-03', topic: `topic-${id}`, navigate: '/desk/now',
    params: { siteName: '静安快闪店', ruleTitle: `规则 ${id}`, unit: 'share', value: 0.112, numerator: 17, denominator: 152 },
    ...more,
  };
}

const toEndpoint = (subscription: FakeSubscription) => push.received.filter((one) => one.endpoint === subscription.endpoint);
const soon = { timeout: 15_000, interval: 50 };

describe('web push', () => {
  it('reaches the browser signed and encrypted, with its time to live, urgency and topic', async () => {
    const delivery = await start();
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    await delivery.tell(notice('a'), { organization, people: ['zhou-ning'], bots: false, outside: true });
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(1), soon);
    const [one] = toEndpoint(browser);
    expect(JSON.parse(one?.payload ?? '')).toMatchObject({
      web_push: 8030, notification: { title: '预警 · 静安快闪店 · 规则 a', navigate: 'https://shop.fieldloop.app/desk/now' },
    });
    expect(one).toMatchObject({ ttl: '900', urgency: 'high', topic: expect.stringMatching(/^[\w-]{32}$/), vapid: { sub: 'https://shop.fieldloop.app' } });
    expect(push.refused).toEqual([]);
    await vi.waitFor(async () => expect((await delivery.show(organization))[0]?.health).toMatchObject({ state: 'ok', queued: 0 }), soon);
  });

  it('is told once however often the same notice comes', async () => {
    const delivery = await start();
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    const audience = { organization, people: ['zhou-ning'], bots: false, outside: true };
    await Promise.all([delivery.tell(notice('same'), audience), delivery.tell(notice('same'), audience)]);
    await delivery.tell(notice('same'), audience);
    await delivery.tell(notice('last'), audience);
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(2), soon);
    expect((await delivery.inbox.list(organization, 'zhou-ning', { limit: 10 })).entries.map((entry) => entry.id).toSorted()).toEqual(['last', 'same']);
  });

  it('forgets a browser that is gone, and still reaches the others', async () => {
    const delivery = await start();
    const organization = organizationId();
    const gone = await subscribe(delivery, organization, 'zhou-ning');
    const alive = await subscribe(delivery, organization, 'zhou-ning');
    push.answer(gone.endpoint, { status: 410 });
    await delivery.tell(notice('b'), { organization, people: ['zhou-ning'], bots: false, outside: true });
    await vi.waitFor(() => expect(toEndpoint(alive)).toHaveLength(1), soon);
    await vi.waitFor(async () => expect(await delivery.subscriptions.of(organization, ['zhou-ning'])).toHaveLength(1), soon);
    expect(toEndpoint(gone)).toEqual([]);
  });

  it('that hangs holds nobody else up', async () => {
    const delivery = await start();
    const organization = organizationId();
    const stuck = await subscribe(delivery, organization, 'zhou-ning');
    const alive = await subscribe(delivery, organization, 'liang-jia');
    push.answer(stuck.endpoint, 'hang');
    await delivery.tell(notice('h'), { organization, people: ['zhou-ning', 'liang-jia'], bots: false, outside: true });
    await vi.waitFor(() => expect(toEndpoint(alive)).toHaveLength(1), soon);
    await vi.waitFor(async () => expect((await delivery.show(organization))[0]?.health.lastError).toMatchObject({ reason: 'timeout' }), { timeout: 30_000, interval: 200 });
    await vi.waitFor(() => expect(toEndpoint(stuck)).toHaveLength(1), { timeout: 30_000, interval: 200 });
  });

  it('obeys Retry-After and delivers in the end', async () => {
    const delivery = await start();
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    push.answer(browser.endpoint, { status: 429, headers: { 'retry-after': '2' } });
    await delivery.tell(notice('c'), { organization, people: ['zhou-ning'], bots: false, outside: true });
    await vi.waitFor(async () => expect((await delivery.show(organization))[0]?.health).toMatchObject({ state: 'failing', queued: 1, lastError: { reason: 'rate-limited', code: '429' } }), soon);
    expect(toEndpoint(browser)).toEqual([]);
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(1), soon);
  });

  it('is off without a contact, says why, and the inbox goes on', async () => {
    const delivery = await start({ PUBLIC_URL: 'http://localhost:4400' });
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    await delivery.tell(notice('d'), { organization, people: ['zhou-ning'], bots: false, outside: true });
    expect((await delivery.inbox.list(organization, 'zhou-ning', { limit: 10 })).unread).toBe(1);
    expect((await delivery.show(organization))[0]?.health).toMatchObject({ state: 'off', reason: 'vapid-subject-missing', queued: 0 });
    expect(await delivery.test(organization, 'web-push', 'zhou-ning', notice('t', { kind: 'test' }))).toMatchObject({ outcome: 'channel-disabled' });
    expect(toEndpoint(browser)).toEqual([]);
  });

  it('never posts to an address outside the list', async () => {
    const delivery = await start({ PUSH_ORIGINS: [] });
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    expect(delivery.acceptsEndpoint(browser.endpoint)).toBe(false);
    const before = push.requests;
    expect(await delivery.test(organization, 'web-push', 'zhou-ning', notice('t', { kind: 'test' }))).toMatchObject({ outcome: 'channel-disabled', reason: 'endpoint-not-allowed' });
    expect(push.requests).toBe(before);
  });

  it('sends a person at most six a day: five, and one digest that says how many more there are', async () => {
    const delivery = await start();
    const organization = organizationId();
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    for (let number = 1; number <= 9; number += 1) {
      await delivery.tell(notice(`day-${number}`), { organization, people: ['zhou-ning'], bots: false, outside: true });
    }
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(5), soon);
    await delivery.tick(notice('x').at + 3_600_000);
    await delivery.tick(notice('x').at + 2 * 3_600_000);
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(6), soon);
    expect(JSON.parse(toEndpoint(browser)[5]?.payload ?? '').notification.title).toBe('还有 4 条提醒');
    expect(toEndpoint(browser)[5]).toMatchObject({ ttl: '21600', urgency: 'normal' });
    await delivery.tell(notice('day-10'), { organization, people: ['zhou-ning'], bots: false, outside: true });
    await delivery.tell(notice('next', { day: '2026-07-04' }), { organization, people: ['zhou-ning'], bots: false, outside: true });
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(7), soon);
    expect((await delivery.inbox.list(organization, 'zhou-ning', { limit: 50 })).unread).toBe(11);
  });
});

describe('the group bot', () => {
  const addBot = async (delivery: Delivery, organization: string) => {
    const bot = await delivery.channels.save(organization, { name: '静安群', enabled: true, locale: 'zh-CN', secret: `key-of-${organization}` });
    if (!bot) throw new Error('the bot was not saved');
    return bot;
  };
  const to = (organization: string) => wecom.received.filter((one) => one.key === `key-of-${organization}`);

  it('gets the message, and more than three waiting ones as one', async () => {
    const delivery = await start();
    const organization = organizationId();
    await addBot(delivery, organization);
    await delivery.tell(notice('1'), { organization, people: [], bots: true, outside: true });
    await vi.waitFor(() => expect(to(organization)).toHaveLength(1), soon);
    wecom.answer(-1);
    for (const id of ['2', '3', '4', '5', '6']) await delivery.tell(notice(id), { organization, people: [], bots: true, outside: true });
    await vi.waitFor(() => expect(to(organization).at(-1)?.content).toContain('条提醒'), soon);
    await vi.waitFor(async () => expect((await delivery.show(organization)).find((one) => one.kind === 'wecom')?.health).toMatchObject({ state: 'ok', queued: 0 }), soon);
    const all = to(organization).map((one) => one.content).join('\n');
    for (const id of ['1', '2', '3', '4', '5', '6']) expect(all).toContain(`规则 ${id}`);
  });

  it('is shut when it was removed from its group, and rings again only after somebody saves it', async () => {
    const delivery = await start();
    const organization = organizationId();
    const bot = await addBot(delivery, organization);
    wecom.answer(93_000);
    await delivery.tell(notice('1'), { organization, people: [], bots: true, outside: true });
    const health = async () => (await delivery.show(organization)).find((one) => one.kind === 'wecom')?.health;
    await vi.waitFor(async () => expect(await health()).toMatchObject({ state: 'off', reason: 'bot-removed', queued: 0 }), soon);
    await delivery.tell(notice('2'), { organization, people: [], bots: true, outside: true });
    expect(to(organization)).toHaveLength(1);
    await delivery.channels.save(organization, { id: bot.id, name: '静安群', enabled: true, locale: 'zh-CN' });
    await delivery.tell(notice('3'), { organization, people: [], bots: true, outside: true });
    await vi.waitFor(() => expect(to(organization)).toHaveLength(2), soon);
  });

  it('waits out the minute at its limit', async () => {
    const delivery = await start();
    const organization = organizationId();
    await addBot(delivery, organization);
    wecom.answer(45_009);
    await delivery.tell(notice('1'), { organization, people: [], bots: true, outside: true });
    await vi.waitFor(() => expect(to(organization)).toHaveLength(1), soon);
    const { rows } = await db.pool.query('SELECT state, due_at - queued_at AS wait, reason FROM delivery WHERE organization_id = $1', [organization]);
    await vi.waitFor(async () => {
      const waiting = await db.pool.query('SELECT state, due_at - queued_at AS wait, reason FROM delivery WHERE organization_id = $1', [organization]);
      expect(waiting.rows[0]).toMatchObject({ state: 'queued', reason: 'rate-limited' });
      expect(Number(waiting.rows[0].wait)).toBeGreaterThanOrEqual(60_000);
    }, soon);
    expect(rows).toHaveLength(1);
  });

  it.each([
    [{ status: 200, body: '<html>' }, 'unexpected-answer'],
    [{ status: 404, body: '' }, 'unexpected-answer'],
    [40_001, 'refused-by-service'],
  ] as const)('never takes %j for success', async (answer, reason) => {
    const delivery = await start();
    const organization = organizationId();
    const bot = await addBot(delivery, organization);
    wecom.answer(answer);
    expect(await delivery.test(organization, bot.id, 'zhou-ning', notice('t', { kind: 'test', params: { channel: '静安群' } }))).toMatchObject({ outcome: 'failed', reason });
    expect(await delivery.test(organization, bot.id, 'zhou-ning', notice('t', { kind: 'test', params: { channel: '静安群' } }))).toEqual({ outcome: 'sent' });
  });

  it('does not stop web push when it cannot be reached, and its key is never logged or shown', async () => {
    const logged: unknown[] = [];
    const delivery = await start({ WECOM_ENDPOINT: 'http://127.0.0.1:9' }, logged);
    const organization = organizationId();
    await addBot(delivery, organization);
    const browser = await subscribe(delivery, organization, 'zhou-ning');
    await delivery.tell(notice('1'), { organization, people: ['zhou-ning'], bots: true, outside: true });
    await vi.waitFor(() => expect(toEndpoint(browser)).toHaveLength(1), soon);
    await vi.waitFor(async () => expect((await delivery.show(organization)).find((one) => one.kind === 'wecom')?.health).toMatchObject({ state: 'failing', queued: 1, lastError: { reason: 'unreachable' } }), soon);
    expect(JSON.stringify([logged, await delivery.show(organization)])).not.toContain(`key-of-${organization}`);
  });
});

describe('a server that stops', () => {
  it('leaves what was waiting to the next one', async () => {
    const organization = organizationId();
    const first = await start({ WECOM_ENDPOINT: 'http://127.0.0.1:9' });
    await first.channels.save(organization, { name: '群', enabled: true, locale: 'en', secret: `key-of-${organization}` });
    await first.tell(notice('1'), { organization, people: [], bots: true, outside: true });
    await first.stop();
    running = [];
    await db.pool.query('UPDATE delivery SET due_at = 0 WHERE organization_id = $1', [organization]);
    await start();
    await vi.waitFor(() => expect(wecom.received.some((one) => one.key === `key-of-${organization}`)).toBe(true), soon);
  });

  it('between writing a notice down and waking the sender loses nothing', async () => {
    const organization = organizationId();
    const delivery = await start();
    await delivery.channels.save(organization, { name: '群', enabled: true, locale: 'en', secret: `key-of-${organization}` });
    const [bot] = await delivery.channels.bots(organization);
    await db.pool.query(
      `INSERT INTO delivery (organization_id, target, notice_id, channel, day, notice, state, queued_at, due_at)
       VALUES ($1, $2, 'n', $3, '2026-07-03', $4, 'queued', $5, $5)`,
      [organization, `bot:${bot?.id}`, bot?.id, JSON.stringify(notice('n')), Date.now() - 120_000],
    );
    await delivery.tick(0);
    await vi.waitFor(() => expect(wecom.received.some((one) => one.key === `key-of-${organization}`)).toBe(true), soon);
  });

  it('sends nothing outside for an audience that stays inside', async () => {
    const delivery = await start();
    const organization = organizationId();
    await delivery.channels.save(organization, { name: '群', enabled: true, locale: 'en', secret: `key-of-${organization}` });
    await subscribe(delivery, organization, 'zhou-ning');
    await delivery.tell(notice('1'), { organization, people: ['zhou-ning'], bots: true, outside: false });
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM delivery WHERE organization_id = $1', [organization]);
    expect(rows[0].n).toBe(0);
    expect((await delivery.inbox.list(organization, 'zhou-ning', { limit: 10 })).unread).toBe(1);
  });
});
