import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { encodeStamp } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { partHeaders, pictureOf, shaOf } from '../photos/sender.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { answerOf, Visitor } from '../visitor.ts';

const clock = manualClock(1_783_050_000_000);
const json = { 'content-type': 'application/json' };
let app: TestApp;
let tenant: Organization;

beforeAll(async () => {
  app = await startTestApp({ clock, env: { PUBLIC_URL: 'https://shop.example', SIGN_IN_PER_MINUTE: '20', JOIN_PER_MINUTE: '40', INGEST_PER_MINUTE: '50' } });
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
});

afterAll(() => app.stop());

describe('every answer', () => {
  it('carries a policy that allows nothing inline, and HSTS behind https', async () => {
    const { headers } = await fetch(`${app.url}/healthz`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|http:/);
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('server')).toBeNull();
  });

  it('has the same headers when it is an error', async () => {
    const { headers, status } = await fetch(`${app.url}/trpc/people.list`);
    expect(status).toBe(401);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('health and metrics', () => {
  it('say that the server is up and can work', async () => {
    expect(await (await fetch(`${app.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({ status: 'ready' });
  });

  it('count requests by procedure, without ids or input, and only for this machine', async () => {
    await new Visitor(app.url).query('people.preview', { code: 'SECR-ETXX' });
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toContain('route="/trpc/people.preview"');
    expect(text).not.toContain('SECR');
    expect((await fetch(`${app.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(403);
  });
});

describe('ingest', () => {
  interface Result {
    readonly results: readonly { readonly id: string; readonly state: string; readonly reason?: string }[];
  }
  let key: string;
  let restricted: string;
  let keyId: string;

  beforeAll(async () => {
    const admin = await signInAs(app, tenant, 'admin');
    const created = await admin.mutate<{ id: string; key: string }>('admin.keys.create', { name: '门口传感器' });
    ({ key, id: keyId } = created.data);
    restricted = (await admin.mutate<{ key: string }>('admin.keys.create', { name: '收银台', sites: ['xh'] })).data.key;
    const listed = await admin.query('admin.keys.list');
    expect(JSON.stringify(listed.data)).not.toContain(key);
  });

  const send = async (facts: unknown, bearer = key) =>
    answerOf<Result>(await fetch(`${app.url}/v1/facts`, { method: 'POST', headers: { ...json, authorization: `Bearer ${bearer}` }, body: JSON.stringify(facts) }));
  const reading = (id: string, changes: object = {}) => ({
    id, name: 'people-counted', site: 'ja', at: new Date(clock.now() - 60_000).toISOString(), payload: { counter: 'entered', count: 4, method: 'sensor' }, ...changes,
  });

  it('takes facts once, however often they are sent', async () => {
    expect((await send({ facts: [reading('a'), reading('b')] })).data.results.map(({ state }) => state)).toEqual(['applied', 'applied']);
    expect((await send({ facts: [reading('a'), reading('b'), reading('c')] })).data.results.map(({ state }) => state)).toEqual(['duplicate', 'duplicate', 'applied']);
    const { rows } = await app.db.pool.query<{ n: number }>(
      `select sum(n)::int as n from tally where organization_id = $1 and site = 'ja' and counter = 'entered' and method = 'sensor'`, [tenant.id],
    );
    expect(rows).toEqual([{ n: 12 }]);
  });

  it('judges each fact alone and says what is wrong with it', async () => {
    const { status, data } = await send({
      facts: [
        reading('d'), reading('e', { site: 'nowhere' }), reading('f', { name: 'nonsense' }), { id: 'g' }, 'x',
        reading('h', { payload: { counter: 'entered', count: -1 } }), reading('i', { name: 'membership-granted', payload: {} }),
      ],
    });
    expect(status).toBe(200);
    expect(data.results.map(({ id, state, reason }) => [id, state, reason])).toEqual([
      ['d', 'applied', undefined],
      ['e', 'refused', 'not-allowed'],
      ['f', 'refused', 'unknown-fact'],
      ['g', 'refused', 'malformed'],
      ['', 'refused', 'malformed'],
      ['h', 'refused', 'invalid'],
      ['i', 'refused', expect.stringMatching(/invalid|wrong-scope|not-allowed/) as string],
    ]);
  });

  it('keeps a key to its sites and its organization', async () => {
    expect((await send({ facts: [reading('j')] }, restricted)).data.results).toMatchObject([{ state: 'refused', reason: 'not-allowed' }]);
    expect((await send({ facts: [reading('k', { site: 'xh' })] }, restricted)).data.results).toMatchObject([{ state: 'applied' }]);
    const other = await addTenant(app, 'Other', ['zz']);
    expect(other.id).not.toBe(tenant.id);
    expect((await send({ facts: [reading('l', { site: 'zz' })] })).data.results).toMatchObject([{ state: 'refused' }]);
  });

  it('refuses a wrong frame, an unknown key and a withdrawn one', async () => {
    expect(await send({ facts: [] })).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await send([])).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await send({ facts: [reading('m')] }, 'flk_wrong')).toMatchObject({ status: 401, reason: 'key-unknown' });
    const admin = await signInAs(app, tenant, 'admin');
    await admin.mutate('admin.keys.revoke', { id: keyId });
    expect(await send({ facts: [reading('n')] })).toMatchObject({ status: 401, reason: 'key-unknown' });
  });
});

describe('the live stream', () => {
  it('says at once that something changed, to those who may read it, and ends with the server', async () => {
    const watcher = await joinAs(app, tenant, 'operator', 'ja');
    const elsewhere = await joinAs(app, tenant, 'operator', 'xh');
    const heard = await Promise.all([watcher, elsewhere].map((visitor) => listen(visitor)));
    const phone = await joinAs(app, tenant, 'operator', 'ja');
    const device = randomUUID();
    await phone.mutate('sync.push', {
      protocol: 1, device, app: 'test', clientNow: clock.now(), firstSeq: 1,
      facts: [{
        id: newId(clock.now()), seq: 1, name: 'item-opened', version: 1, scope: 'site:ja', subjects: ['item:i-1'], at: clock.now(), offset: 0, mono: 1,
        stamp: encodeStamp({ ms: clock.now(), counter: 0, device }),
        payload: { item: 'i-1', kind: 'issue', text: '门口堵', category: 'layout', severity: 'high', photos: [] },
      }],
    });
    await expect.poll(() => heard[0]?.text()).toContain('"scopes":["site:ja"]');
    expect(heard[1]?.text()).not.toContain('site:ja');
    for (const stream of heard) stream.end();
  });

  it('is refused to strangers as a request, not inside an open stream', async () => {
    expect((await fetch(`${app.url}/trpc/sync.live`)).status).toBe(401);
  });
});

describe('pushes', () => {
  it('are so many a minute for each sign-in, whatever else it sends; its phone is told when to come again', async () => {
    const strict = await startTestApp({ clock, beside: app, env: { PUBLIC_URL: 'https://shop.example', PUSH_PER_MINUTE: '5' } });
    try {
      const pushing = async (cookies: ReadonlyMap<string, string>) => {
        const visitor = new Visitor(strict.url);
        for (const [name, value] of cookies) visitor.cookies.set(name, value);
        return visitor.mutate('sync.push', { protocol: 1, device: randomUUID(), app: 'test', clientNow: clock.now(), firstSeq: 1, facts: [] });
      };
      const phone = (await joinAs(app, tenant, 'operator', 'ja')).cookies;
      const planner = (await signInAs(app, tenant, 'planner')).cookies;
      for (let count = 0; count < 5; count += 1) expect((await pushing(phone)).status).toBe(200);
      const refused = await pushing(phone);
      expect(refused).toMatchObject({ status: 429, reason: 'rate-limited' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await pushing(new Map([...phone].filter(([name]) => name === 'fieldloop_push')))).status).toBe(429);
      for (let count = 0; count < 5; count += 1) expect((await pushing(new Map([...planner, ['fieldloop_phone', `made-up-${count}`]]))).status).toBe(200);
      expect((await pushing(new Map([...planner, ['fieldloop_phone', 'another']]))).status).toBe(429);
      expect((await pushing((await joinAs(app, tenant, 'operator', 'ja')).cookies)).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});

describe('a live stream whose browser goes away', () => {
  it('leaves nothing behind, also when it went before the server knew who it was', async () => {
    const phone = await joinAs(app, tenant, 'operator', 'ja');
    const before = app.live.listeners;
    const ours = await app.db.pool.connect();
    await ours.query('begin');
    await ours.query('lock table enrolment_credential in access exclusive mode');
    const asking = [1, 2, 3].map(() => request(`${app.url}/trpc/sync.live`, { agent: false, headers: { cookie: phone.cookieHeader() } }).on('error', () => undefined).end());
    const waiting = async () => (await ours.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rows[0]?.n;
    await expect.poll(waiting).toBe(3);
    for (const each of asking) each.destroy();
    // By the time that this is answered, the server has seen them go.
    for (let turn = 0; turn < 3; turn += 1) await fetch(`${app.url}/favicon.ico`);
    await ours.query('rollback');
    ours.release();
    const stream = await listen(phone);
    expect(app.live.listeners).toBe(before + 1);
    stream.end();
    await expect.poll(() => app.live.listeners).toBe(before);
  });
});

describe('stopping', () => {
  it('lets an upload under way end, closes streams, and is not kept up by open connections', async () => {
    const other = await startTestApp({ clock });
    const organization = await addTenant(other, '策行');
    const phone = await joinAs(other, organization, 'operator');
    const stream = await listen(phone);
    const photo = pictureOf(200_000);
    const upload = request(`${other.url}/blobs/${shaOf(photo)}/upload?site=ja`, {
      method: 'PATCH',
      headers: { ...partHeaders(photo, 0, photo), cookie: phone.cookieHeader(), origin: other.url, 'content-length': photo.length, expect: '100-continue' },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => upload.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject));
    // The server has begun to read.
    await new Promise((resolve) => upload.on('continue', resolve).flushHeaders());
    upload.write(photo.subarray(0, 100_000));
    const stopped = other.stop();
    upload.end(photo.subarray(100_000));
    expect(await answered).toBe(200);
    await stopped;
    stream.end();
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});

// Last, because it uses up the minute.
describe('guessing', () => {
  it('is slowed down: sign-in and codes are limited per address and minute', async () => {
    const visitor = new Visitor(app.url);
    // More than the twenty of a minute, or of two: a minute may end in the middle.
    const attempts = Array.from({ length: 45 }, () => visitor.mutate('people.signInByLink', { token: 'wrong token' }));
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(40);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.reason).toBe('too-many-requests');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    // A batch is as many guesses as it has calls: four times thirty are more than the forty of a minute, or of two.
    const batch = Array.from({ length: 30 }, () => 'people.preview').join(',');
    const guess = () => visitor.fetch(`/trpc/${batch}?batch=1&input=${encodeURIComponent('{}')}`);
    const statuses = [await guess(), await guess(), await guess(), await guess()].map(({ status }) => status);
    expect(statuses).toContain(429);
  });
});

/** Reads an event stream in the background. */
async function listen(visitor: Visitor): Promise<{ text(): string; end(): void }> {
  const ending = new AbortController();
  const response = await visitor.fetch('/trpc/sync.live', { signal: ending.signal, headers: { accept: 'text/event-stream' } });
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  })();
  reading.catch(() => undefined); // ended by the test
  await expect.poll(() => text).toContain('"kind":"hint"');
  return { text: () => text, end: () => ending.abort() };
}
