import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Notice } from './notice.ts';
import { topicHeader } from './notice.ts';
import { backoffMs, retryAfterMs } from './outcome.ts';
import { isAllowedEndpoint } from './push-endpoint.ts';
import { cut, payloadLimit, pushPayload } from './push-payload.ts';
import { takeToken, type Bucket } from './token-bucket.ts';
import { isRealContact, vapidKeys, vapidSubject } from './vapid.ts';
import { judge } from './web-push.ts';
import { judgeErrcode, wecomMarkdown, wecomRate } from './wecom.ts';
import { sayNotice } from './words.ts';

const fired: Notice = {
  id: 'n-1', kind: 'alert-fired', severity: 'attention', at: 1_783_050_300_000, day: '2026-07-03', topic: 'rule-1:ja',
  navigate: '/desk/now?alert=a-1', alert: 'a-1',
  params: {
    siteName: '静安快闪店', ruleTitle: '进店率低于 20%', unit: 'share', value: 17 / 152, low: 0.071, high: 0.172,
    numerator: 17, denominator: 152, level: 0.2, direction: 'below', time: '11:45',
  },
};

describe('the contact that push services are given', () => {
  it.each(['mailto:ops@fieldloop.app', 'https://fieldloop.app/contact', 'mailto:a@mail.fieldloop.com.cn'])('takes %s', (subject) => {
    expect(isRealContact(subject)).toBe(true);
  });
  it.each([
    'mailto:ops@localhost', 'https://localhost', 'https://127.0.0.1', 'https://[::1]', 'mailto:a@shop.local', 'https://x.invalid',
    'https://shop.example', 'http://fieldloop.app', 'mailto:', 'mailto:@fieldloop.app', 'ops@fieldloop.app', 'https://intranet', '',
  ])('refuses %s', (subject) => {
    expect(isRealContact(subject)).toBe(false);
  });
  it('is the public address when no subject is set, and names what is missing otherwise', () => {
    expect(vapidSubject({ PUBLIC_URL: 'https://shop.fieldloop.app' })).toEqual({ subject: 'https://shop.fieldloop.app' });
    expect(vapidSubject({ PUBLIC_URL: 'http://10.0.0.4:4400' })).toEqual({ reason: 'vapid-subject-missing' });
    expect(vapidSubject({ VAPID_SUBJECT: 'mailto:me@localhost' })).toEqual({ reason: 'vapid-subject-invalid' });
    expect(vapidSubject({})).toEqual({ reason: 'vapid-subject-missing' });
  });
});

it('makes VAPID keys once, readable by their owner alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vapid-'));
  const file = join(folder, 'vapid.json');
  const first = await vapidKeys(file);
  expect(await vapidKeys(file)).toEqual(first);
  expect((await stat(file)).mode & 0o077).toBe(0);
  await rm(folder, { recursive: true });
});

describe('addresses that pushes may go to', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc', 'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://wns2-par02p.notify.windows.com/w/?token=x', 'https://web.push.apple.com/Q',
  ])('takes %s', (endpoint) => expect(isAllowedEndpoint(endpoint)).toBe(true));
  it.each([
    'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.app/x', 'https://evil-push.apple.com.cn/x', 'https://127.0.0.1/x',
    'https://user:pw@fcm.googleapis.com/x', 'https://fcm.googleapis.com:8443/x', 'https://notify.windows.com/x', 'nonsense', 'file:///etc/passwd',
  ])('refuses %s', (endpoint) => expect(isAllowedEndpoint(endpoint)).toBe(false));
  it('takes exactly the origins that the settings name', () => {
    expect(isAllowedEndpoint('http://127.0.0.1:4999/push/1', ['http://127.0.0.1:4999'])).toBe(true);
    expect(isAllowedEndpoint('http://127.0.0.1:4998/push/1', ['http://127.0.0.1:4999'])).toBe(false);
  });
});

describe('a push', () => {
  it('is declarative, links absolutely and says what happened in both languages', () => {
    const zh = JSON.parse(pushPayload(fired, 'zh-CN', 'https://shop.fieldloop.app'));
    expect(zh.web_push).toBe(8030);
    expect(zh.notification).toMatchObject({
      title: '预警 · 静安快闪店 · 进店率低于 20%', lang: 'zh-CN', navigate: 'https://shop.fieldloop.app/desk/now?alert=a-1',
      data: { id: 'n-1', alert: 'a-1' },
    });
    expect(zh.notification.body).toBe('11.2%(17/152),波动 7.1%–17.2%,低于 20.0%,截至 11:45');
    expect(sayNotice(fired, 'en').body).toBe('11.2% (17/152), interval 7.1%–17.2%, below 20.0%, up to 11:45');
  });
  it('says what was counted, and what was not', () => {
    const count = { siteName: '静安', siteNameEn: "Jing'an", ruleTitle: '客诉', metric: 'complaint', unit: 'count', value: 3, level: 3, detail: 'price', time: '20:45' };
    expect(sayNotice({ ...fired, params: count }, 'zh-CN').body).toBe('价格,3 次,预警线 3 次,截至 20:45');
    expect(sayNotice({ ...fired, params: count }, 'en')).toEqual({ title: "Alert · Jing'an · 客诉", body: 'price, 3 times, alert at 3, up to 20:45' });
    expect(sayNotice({ ...fired, params: { siteName: '静安', ruleTitle: '无数据', metric: 'silence', unit: 'count', silentMinutes: 30 } }, 'zh-CN').body).toBe('30 分钟没有计数');
  });
  it('never exceeds the limit, and never splits a character', () => {
    const long = { ...fired, params: { ...fired.params, unit: 'count', detail: '断码👗"\\'.repeat(2_000), ruleTitle: '长'.repeat(500) } };
    const payload = pushPayload(long, 'zh-CN', 'https://shop.fieldloop.app');
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(payloadLimit);
    expect(Buffer.byteLength(payload)).toBeGreaterThan(payloadLimit - 20);
    expect(JSON.parse(payload).notification.body.isWellFormed()).toBe(true);
    expect(cut('断码断码', 9)).toBe('断码…');
    expect(cut('断码', 6)).toBe('断码');
  });
  it('has a topic that fits the header', () => {
    expect(topicHeader('rule-1:ja')).toMatch(/^[\w-]{32}$/);
    expect(topicHeader('rule-1:ja')).not.toBe(topicHeader('rule-1:xh'));
  });
});

describe('what the far side answers', () => {
  it.each([
    [201, null, { outcome: 'sent' }],
    [410, null, { outcome: 'channel-disabled', reason: 'subscription-gone' }],
    [404, null, { outcome: 'channel-disabled', reason: 'subscription-gone' }],
    [429, '30', { outcome: 'retry', afterMs: 30_000 }],
    [503, null, { outcome: 'retry', afterMs: 0 }],
    [413, null, { outcome: 'failed', reason: 'payload-too-large' }],
    [302, null, { outcome: 'failed', reason: 'unexpected-answer' }],
    [400, null, { outcome: 'failed', reason: 'refused-by-service' }],
  ] as const)('status %i', (status, retryAfter, outcome) => expect(judge(status, retryAfter, 0)).toMatchObject(outcome));
  it.each([
    [0, 'sent'], [45_009, 'retry'], [93_000, 'channel-disabled'], [-1, 'retry'], [12_345, 'failed'], [undefined, 'failed'],
  ] as const)('errcode %s', (errcode, outcome) => expect(judgeErrcode(errcode).outcome).toBe(outcome));
  it('does not try a bot again inside its minute', () => expect(judgeErrcode(45_009)).toMatchObject({ afterMs: 60_000 }));
  it('reads Retry-After as seconds and as a date, within an hour', () => {
    expect(retryAfterMs('5', 0)).toBe(5_000);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:10 GMT', 4_000)).toBe(6_000);
    expect(retryAfterMs('99999999', 0)).toBe(3_600_000);
    expect(retryAfterMs('soon', 0)).toBeUndefined();
  });
  it('waits longer each time, never more than ten minutes', () => {
    expect([1, 2, 3, 20].map(backoffMs)).toEqual([5_000, 10_000, 20_000, 600_000]);
  });
});

describe('a token bucket', () => {
  it('lets twenty through, then one every three seconds', () => {
    let bucket: Bucket | undefined;
    for (let sends = 0; sends < 20; sends += 1) {
      const taken = takeToken(bucket, wecomRate, 1_000);
      expect(taken.waitMs).toBe(0);
      bucket = taken.bucket;
    }
    expect(takeToken(bucket, wecomRate, 1_000).waitMs).toBe(3_000);
    expect(takeToken(bucket, wecomRate, 4_000).waitMs).toBe(0);
    expect(takeToken(bucket, wecomRate, 500).waitMs).toBe(3_000);
  });
});

describe('a message to the group bot', () => {
  it('keeps typed text from becoming markup', () => {
    const text = wecomMarkdown([{ ...fired, params: { ...fired.params, unit: 'count', detail: '[点我](https://evil.app) <font>' } }], 'zh-CN', 'https://shop.fieldloop.app');
    expect(text).not.toContain('](https://evil.app)');
    expect(text).not.toContain('<font');
    expect(text).toContain('[打开查看](https://shop.fieldloop.app/desk/now?alert=a-1)');
  });
  it('fits the limit as a digest of many', () => {
    const many = Array.from({ length: 100 }, () => fired);
    const text = wecomMarkdown(many, 'zh-CN', undefined);
    expect(text.startsWith('**100 条提醒**')).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
  });
});
