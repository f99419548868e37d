import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { encodeStamp } from '@fieldloop/sync/protocol';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import { shownError } from '../../../apps/server/src/log.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { answerOf, Visitor } from '../visitor.ts';

const clock = manualClock(1_783_050_000_000);
const json = { 'content-type': 'application/json' };
const logged: string[] = [];
let app: TestApp;
let tenant: Organization;
let admin: Visitor;

beforeAll(async () => {
  const log = pino({ level: 'debug', serializers: { error: shownError } }, { write: (line) => void logged.push(line) });
  app = await startTestApp({ clock, log, env: { TRUST_PROXY: '1', SIGN_IN_PER_MINUTE: '5' } });
  tenant = await addTenant(app, '策行', ['ja']);
  admin = await signInAs(app, tenant, 'admin');
});

afterAll(() => app.stop());

describe('text that no table can hold', () => {
  const unstorable = ['\0', 'a\0b', '\ud800', 'b\udfff'];
  it.each([
    ['people.enrolments', 'query', (text: string) => ({ site: text })],
    ['people.createEnrolment', 'mutation', (text: string) => ({ site: text, role: 'operator' })],
    ['people.createAccount', 'mutation', (text: string) => ({ email: 'a@example.org', password: 'long enough password', name: text, role: 'planner' })],
    ['people.join', 'mutation', (text: string) => ({ code: 'AAAA-AAAA', name: text })],
    ['admin.keys.create', 'mutation', (text: string) => ({ name: text })],
    ['channels.save', 'mutation', (text: string) => ({ kind: 'wecom', name: text, enabled: false, secret: '11111111-2222' })],
    ['insight.now', 'query', (text: string) => ({ sites: [text] })],
    ['insight.loop', 'query', (text: string) => ({ loop: text })],
    ['inbox.read', 'mutation', (text: string) => ({ ids: [text] })],
  ] as const)('is refused by %s as bad input', async (procedure, type, input) => {
    for (const text of unstorable) {
      const answer = type === 'query' ? await admin.query(procedure, input(text)) : await admin.mutate(procedure, input(text));
      expect(answer).toMatchObject({ status: 400, reason: 'invalid-input' });
    }
  });

  it('makes one ingested fact malformed, not the request', async () => {
    const { data } = await admin.mutate<{ key: string }>('admin.keys.create', { name: 'till' });
    const fact = { id: 'a', name: 'people-counted', site: 'j\0a', at: clock.now(), payload: { counter: 'entered', count: 1 } };
    const response = await fetch(`${app.url}/v1/facts`, { method: 'POST', headers: { ...json, authorization: `Bearer ${data.key}` }, body: JSON.stringify({ facts: [fact] }) });
    expect(await response.json()).toEqual({ results: [{ id: 'a', state: 'refused', reason: 'malformed' }] });
  });
});

describe('instants beyond every calendar', () => {
  it.each([
    ['insight.plan', { plan: 'commute', to: 8.64e15 }],
    ['insight.series', { site: 'ja', metric: 'entry-rate', from: 8.64e15 - 1, to: 8.64e15, step: 'day' }],
    ['insight.totals', { site: 'ja', from: -1 }],
    ['insight.effect', { revision: 'commute@2', site: 'ja', to: Number.MAX_SAFE_INTEGER }],
  ])('are refused by %s', async (procedure, input) => {
    expect(await admin.query(procedure, input)).toMatchObject({ status: 400, reason: 'invalid-input' });
  });

  it('are refused for the end of a membership, before anybody joins with it', async () => {
    expect(await admin.mutate('people.createEnrolment', { site: 'ja', role: 'operator', membershipUntil: 1 })).toMatchObject({ status: 400 });
  });
});

describe('a fact nested a hundred thousand times', () => {
  it('lies in quarantine as it came, and its neighbours go on', async () => {
    const phone = await joinAs(app, tenant, 'operator', 'ja');
    const device = randomUUID();
    const counted = (seq: number) => ({
      id: newId(clock.now()), seq, name: 'people-counted', version: 1, scope: 'site:ja', subjects: [], at: clock.now(), offset: 0, mono: seq,
      stamp: encodeStamp({ ms: clock.now(), counter: seq, device }), payload: { counter: 'entered', count: 1 },
    });
    const deep = `{"payload":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const body = `{"protocol":1,"device":"${device}","app":"test","clientNow":${clock.now()},"firstSeq":1,"facts":[${JSON.stringify(counted(1))},${deep},${JSON.stringify(counted(3))}]}`;
    const pushed = await answerOf<{ results: { state: string; reason?: string }[] }>(await phone.fetch('/trpc/sync.push', { method: 'POST', headers: json, body }));
    expect(pushed.status).toBe(200);
    expect(pushed.data.results.map(({ state, reason }) => [state, reason])).toEqual([
      ['applied', undefined], ['quarantined', 'malformed'], ['applied', undefined],
    ]);
    const { rows } = await app.db.pool.query<{ received: string }>(`select convert_from(received, 'UTF8') as received from quarantine where device = $1`, [device]);
    expect(rows).toEqual([{ received: deep }]);
  });
});

describe('what a stranger makes up', () => {
  it('becomes no label of the metrics', async () => {
    await fetch(`${app.url}/trpc/made.up.by.a.stranger`);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toContain('route="/trpc/:path"');
    expect(metrics).not.toContain('stranger');
  });

  it('gets past no limit: neither another spelling of the address nor addresses put before its own', async () => {
    const guess = (path: string, address: string) =>
      fetch(`${app.url}${path}`, { method: 'POST', headers: { ...json, 'x-forwarded-for': address }, body: JSON.stringify({ token: 'wrong token' }) });
    const spellings = ['/trpc/people.signInByLink', '/%74rpc/people.signInByLink', '/trpc/people%2EsignInByLink'];
    const statuses: number[] = [];
    for (let each = 0; each < 12; each += 1) {
      statuses.push((await guess(spellings[each % 3] ?? '', `10.0.0.${each}, 203.0.113.9`)).status);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses).toContain(429);
    expect((await guess(spellings[0] ?? '', '203.0.113.10')).status).toBe(401);
  });

  it('asks for no more than twenty things at once', async () => {
    const batch = (calls: number) => admin.fetch(`/trpc/${Array.from({ length: calls }, () => 'people.me').join(',')}?batch=1`);
    expect((await batch(20)).status).toBe(200);
    expect((await batch(21)).status).toBe(400);
  });

  it('as a range of a file is left aside', async () => {
    expect((await fetch(`${app.url}/icon.svg`, { headers: { range: 'bytes=99999999-' } })).status).toBeLessThan(500);
  });
});

describe('the log', () => {
  it('has no error for a request that was cut off', async () => {
    const before = logged.length;
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(app.url).port), 'localhost', () => {
        socket.write('POST /trpc/people.join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{');
        setTimeout(() => socket.destroy(), 100);
      });
      socket.on('close', () => resolve());
    });
    await expect.poll(() => logged.slice(before).filter((line) => line.includes('request refused')).length).toBe(1);
    expect(logged.slice(before).filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('names nobody, and repeats nothing of what failed', async () => {
    const name = '不该出现在日志里';
    const visitor = new Visitor(app.url);
    const { data } = await admin.mutate<{ code: string }>('people.createEnrolment', { site: 'ja', role: 'operator' });
    await app.db.pool.query('alter table audit_entry rename to audit_entry_away');
    expect((await visitor.mutate('people.join', { code: data.code, name })).status).toBe(500);
    await app.db.pool.query('alter table audit_entry_away rename to audit_entry');
    expect((await visitor.mutate('people.join', { code: data.code, name })).status).toBe(200);
    const failure = logged.filter((line) => line.includes('"level":50'));
    expect(failure.join()).toContain('failed query: insert into');
    for (const secret of [name, data.code]) expect(logged.join('\n')).not.toContain(secret);
  });
});

describe('settings', () => {
  it('that are secret are not repeated when they are bad', () => {
    const failure = (env: Record<string, string>): string => {
      try {
        return JSON.stringify(readEnv(env));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(failure({ DATABASE_URL: 'mysql://me:hunter2@db' })).toMatch(/^The setting DATABASE_URL is not usable/);
    expect(failure({ METRICS_TOKEN: 'hunter2' })).not.toContain('hunter2');
  });

  it('say how many proxies stand before the server', () => {
    const proxies = (text: string): number => readEnv({ TRUST_PROXY: text }).TRUST_PROXY;
    expect([proxies('true'), proxies('no'), proxies('2'), proxies('0')]).toEqual([1, 0, 2, 0]);
    expect(() => readEnv({ TRUST_PROXY: '10.0.0.1' })).toThrow('TRUST_PROXY');
  });
});
