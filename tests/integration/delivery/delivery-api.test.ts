import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../../apps/server/src/api/schemas/channels.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { startFakePushService, type FakePushService } from '../../fixtures/fake-push-service.ts';
import { startFakeWecom, type FakeWecom } from '../../fixtures/fake-wecom.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';

let app: TestApp;
let push: FakePushService;
let wecom: FakeWecom;
let organization: Organization;
let admin: Visitor;
let lead: Visitor;

beforeAll(async () => {
  [push, wecom] = await Promise.all([startFakePushService(), startFakeWecom()]);
  app = await startTestApp({ env: { VAPID_SUBJECT: 'mailto:ops@fieldloop.app', PUSH_ORIGINS: push.origin, WECOM_ENDPOINT: wecom.endpoint } });
  organization = await addTenant(app, 'delivery');
  admin = await signInAs(app, organization, 'admin');
  lead = await joinAs(app, organization, 'lead');
});

afterAll(async () => {
  await app.stop();
  await Promise.all([push.stop(), wecom.stop()]);
});

const channels = async () => (await admin.query<{ channels: Channel[] }>('channels.list')).data.channels;

describe('web push', () => {
  it('gives its key, takes a subscription of an allowed service, and sends a test that the browser can read', async () => {
    const { data } = await lead.query<{ enabled: boolean; key: string }>('push.publicKey');
    expect(data).toEqual({ enabled: true, key: expect.stringMatching(/^[\w-]{87}$/) });
    const browser = push.subscribe(data.key);
    expect(await admin.mutate('push.subscribe', { ...browser, locale: 'en' })).toMatchObject({ data: { subscribed: true } });
    expect(await admin.mutate('channels.test', { id: 'web-push' })).toMatchObject({ data: { outcome: 'sent' } });
    expect(JSON.parse(push.received.find(({ endpoint }) => endpoint === browser.endpoint)?.payload ?? '')).toMatchObject({ notification: { title: 'Test message', lang: 'en' } });
    expect(await admin.mutate('push.unsubscribe', { endpoint: browser.endpoint })).toMatchObject({ data: { subscribed: false } });
    expect(await admin.mutate('channels.test', { id: 'web-push' })).toMatchObject({ data: { outcome: 'channel-disabled', reason: 'no-subscription' } });
  });

  it('refuses addresses that are no push service, and keys that are none', async () => {
    const { keys } = push.subscribe();
    for (const endpoint of ['http://127.0.0.1:1/x', 'https://169.254.169.254/latest', 'https://evil.app/push']) {
      expect(await lead.mutate('push.subscribe', { endpoint, keys, locale: 'en' })).toMatchObject({ status: 400, reason: 'invalid-input' });
    }
    expect(await lead.mutate('push.subscribe', { endpoint: 'https://fcm.googleapis.com/x', keys: { p256dh: 'x', auth: 'y' }, locale: 'en' })).toMatchObject({ status: 400 });
  });

  it('cannot be taken off another person', async () => {
    const { data } = await lead.query<{ key: string }>('push.publicKey');
    const browser = push.subscribe(data.key);
    await lead.mutate('push.subscribe', { ...browser, locale: 'zh-CN' });
    await admin.mutate('push.unsubscribe', { endpoint: browser.endpoint });
    const { rows } = await app.db.pool.query('SELECT count(*)::int AS n FROM push_subscription WHERE organization_id = $1 AND endpoint = $2', [organization.id, browser.endpoint]);
    expect(rows[0].n).toBe(1);
  });
});

describe('a group bot', () => {
  const secret = 'f0000000-1111-2222-3333-444444444444';

  it('is saved from its pasted address, never shows its key, is tested, and every change is in the audit', async () => {
    const saved = await admin.mutate<Channel>('channels.save', { kind: 'wecom', name: '静安群', enabled: true, secret: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${secret}` });
    expect(saved.data).toMatchObject({ kind: 'wecom', name: '静安群', secretSet: true, health: { state: 'idle', queued: 0 } });
    expect(await admin.mutate('channels.test', { id: saved.data.id })).toMatchObject({ data: { outcome: 'sent' } });
    expect(wecom.received.at(-1)).toMatchObject({ key: secret, content: expect.stringContaining('静安群') });
    expect((await channels()).find(({ id }) => id === saved.data.id)?.health).toMatchObject({ state: 'ok' });
    expect(await admin.mutate('channels.remove', { id: saved.data.id })).toMatchObject({ data: { removed: true } });
    const audit = await admin.query<{ action: string }[]>('admin.audit', { limit: 50 });
    expect(JSON.stringify(audit.data)).toContain('channel-saved');
    expect(JSON.stringify(audit.data)).toContain('channel-removed');
    expect(JSON.stringify([saved.data, await channels(), audit.data])).not.toContain(secret);
  });

  it('says what is wrong with it', async () => {
    const bad = (input: object) => admin.mutate('channels.save', { kind: 'wecom', name: 'x', enabled: true, ...input });
    expect(await bad({})).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await bad({ secret: 'https://example.org/no-key-here' })).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await bad({ id: 'not-there', secret })).toMatchObject({ status: 404, reason: 'not-found' });
    expect(await admin.mutate('channels.test', { id: 'not-there' })).toMatchObject({ status: 404 });
    expect(await admin.mutate('channels.remove', { id: 'web-push' })).toMatchObject({ status: 404 });
  });
});

describe('the inbox', () => {
  it('is each person’s own, newest first, and remembers what was read', async () => {
    const me = await lead.query<{ person: { id: string } }>('people.me');
    const person = me.data.person.id;
    for (const [id, at] of [['a', 1_000], ['b', 2_000], ['c', 3_000]] as const) {
      await app.delivery.tell(
        { id, kind: 'alert-fired', severity: 'attention', params: { siteName: '静安' }, navigate: '/desk/now', at, day: '2026-07-03', topic: id },
        { organization: organization.id, people: [person], bots: false, outside: false },
      );
    }
    const list = () => lead.query<{ entries: { id: string; readAt?: number }[]; unread: number }>('inbox.list', { limit: 2 });
    expect((await list()).data).toMatchObject({ entries: [{ id: 'c' }, { id: 'b' }], unread: 3 });
    expect((await lead.mutate('inbox.read', { ids: ['b'] })).data).toEqual({ unread: 2 });
    expect((await list()).data.entries[1]?.readAt).toEqual(expect.any(Number));
    expect((await admin.query('inbox.list')).data).toEqual({ entries: [], unread: 0 });
    expect((await lead.mutate('inbox.read', {})).data).toEqual({ unread: 0 });
  });
});

it('a contact that push services would refuse stops the start with one sentence', async () => {
  await expect(startTestApp({ env: { VAPID_SUBJECT: 'mailto:ops@localhost' } })).rejects.toThrow(/VAPID_SUBJECT=mailto:ops@localhost/);
});
