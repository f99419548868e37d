import { randomUUID } from 'node:crypto';
import { encodeStamp } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { StartError } from '../../../apps/server/src/start-error.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { answerOf, type Visitor } from '../visitor.ts';

const clock = manualClock(1_783_050_000_000);
const json = { 'content-type': 'application/json' };
let app: TestApp;
let tenant: Organization;
let phone: Visitor;

beforeAll(async () => {
  app = await startTestApp({ clock });
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
  phone = await joinAs(app, tenant, 'operator', 'ja');
});

afterAll(() => app.stop());

async function post(path: string, body: BodyInit, headers: Record<string, string> = json) {
  return answerOf(await phone.fetch(path, { method: 'POST', headers, body }));
}

const device = randomUUID();

function counted(seq: number, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: newId(clock.now()), seq, name: 'people-counted', version: 1, scope: 'site:ja', subjects: [], at: clock.now(), offset: 0, mono: seq,
    stamp: encodeStamp({ ms: clock.now(), counter: seq, device }), payload: { counter: 'entered', count: 1 }, ...changes,
  };
}

interface Pushed {
  readonly lastSeq: number;
  readonly results: readonly { readonly seq: number; readonly state: string; readonly reason?: string }[];
}

function push(firstSeq: number, facts: readonly unknown[]) {
  return phone.mutate<Pushed>('sync.push', { protocol: 1, device, app: 'test', clientNow: clock.now(), firstSeq, facts });
}

describe('a body', () => {
  it.each(['{', '', 'null', '[]', '{"a":', '"\\ud800"', '\u0000'])('that is no request, %j, is told apart from a failure', async (body) => {
    expect(await post('/trpc/sync.push', body)).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await post('/trpc/people.join', body)).toMatchObject({ status: 400, reason: 'invalid-input' });
  });

  it('with wrong types says which field is wrong', async () => {
    const response = await phone.fetch('/trpc/people.join', { method: 'POST', headers: json, body: JSON.stringify({ code: 7, name: 'x' }) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('at code');
  });

  it('of another content type is refused', async () => {
    expect(await post('/trpc/sync.push', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415, reason: 'wrong-content-type' });
    expect(await post('/trpc/sync.push', '<x/>', { 'content-type': 'application/xml' })).toMatchObject({ status: 415, reason: 'wrong-content-type' });
  });

  it('of 10 MB is too large, and the server goes on', async () => {
    const body = JSON.stringify({ facts: 'x'.repeat(10_000_000) });
    expect(await post('/trpc/sync.push', body)).toMatchObject({ status: 413, reason: 'too-large' });
    expect(await post('/v1/facts', body)).toMatchObject({ status: 413, reason: 'too-large' });
    expect((await phone.query('people.me')).status).toBe(200);
  });

  it('asking for a procedure or address that is not there is told so', async () => {
    expect(await phone.query('people.nobody')).toMatchObject({ status: 404, reason: 'not-found' });
    expect(await phone.query('people.join')).toMatchObject({ status: 405, reason: 'wrong-method' });
    expect(await answerOf(await phone.fetch('/v1/nothing'))).toMatchObject({ status: 404, reason: 'not-found' });
    expect(await answerOf(await phone.fetch('/trpc/%E0%A4%A'))).toMatchObject({ status: 400, reason: 'invalid-input' });
  });
});

describe('facts that cannot be taken', () => {
  it('are kept with a reason, one by one, and their neighbours go on', async () => {
    const { status, data } = await push(1, [
      counted(1),
      counted(2, { name: 'people-teleported' }),
      counted(3, { payload: { counter: 'entered', count: 'many' } }),
      counted(4, { scope: 'site:xh' }),
      counted(5, { version: 99 }),
      'not even an object',
      counted(7, { payload: { counter: 'entered', count: 2, segment: 'a\u0000b' } }),
      counted(8, { scope: 'site:elsewhere' }),
      counted(9),
    ]);
    expect(status).toBe(200);
    expect(data.results.map(({ seq, state, reason }) => [seq, state, reason])).toEqual([
      [1, 'applied', undefined],
      [2, 'quarantined', 'unknown-fact'],
      [3, 'quarantined', 'invalid'],
      [4, 'quarantined', 'not-allowed'],
      [5, 'quarantined', 'newer-version'],
      [6, 'quarantined', 'malformed'],
      [7, 'quarantined', 'unstorable'],
      [8, 'quarantined', 'not-allowed'],
      [9, 'applied', undefined],
    ]);
    const planner = await signInAs(app, tenant, 'planner');
    const kept = await planner.query<{ seq: number; reason: string }[]>('quarantine.list', {});
    expect(kept.data.map(({ seq }) => seq).sort()).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect((await planner.query<{ text: string }>('quarantine.one', { device, seq: 6 })).data.text).toContain('not even an object');
  });

  it('are not taken at all where a number is missing before them', async () => {
    const { data } = await push(20, [counted(20)]);
    expect(data).toMatchObject({ expect: 10, results: [], lastSeq: 9 });
  });

  it('of too large a batch fail the frame, not the server', async () => {
    const answer = await push(10, Array.from({ length: 501 }, (_, index) => counted(10 + index)));
    expect(answer).toMatchObject({ status: 400, reason: 'invalid-input' });
  });
});

describe('another website', () => {
  it('changes nothing in the name of somebody signed in here', async () => {
    const foreign = { ...json, origin: 'https://evil.example' };
    expect(await post('/trpc/people.leave', '', foreign)).toMatchObject({ status: 403, reason: 'wrong-origin' });
    expect(await post('/trpc/people.leave', '', { ...foreign, origin: 'null' })).toMatchObject({ status: 403, reason: 'wrong-origin' });
    expect((await phone.query<{ signedIn: boolean }>('people.me')).data.signedIn).toBe(true);
  });
});

describe('a setting', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PUBLIC_URL: 'shop.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://shop.example/fieldloop' }, 'PUBLIC_URL'],
    [{ FIELDLOOP_CLOCK: 'yesterday' }, 'FIELDLOOP_CLOCK'],
    [{ FIELDLOOP_CLOCK: '2026-07-03T10:00:00+08:00@0' }, 'FIELDLOOP_CLOCK'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ PLANNER_EMAIL: 'nobody' }, 'PLANNER_EMAIL'],
  ])('that is bad, %j, stops the start with one sentence that names it', (source, name) => {
    expect(() => readEnv(source as unknown as Record<string, string>)).toThrow(StartError);
    expect(() => readEnv(source as unknown as Record<string, string>)).toThrow(new RegExp(`^The setting ${name}( is|=).*\\.$`));
  });

  it.each([
    [{ DATABASE_URL: 'mysql://x:hush@db/fieldloop' }, 'DATABASE_URL'],
    [{ METRICS_TOKEN: 'hush' }, 'METRICS_TOKEN'],
  ])('that is secret is not repeated when it is bad: %j', (source, name) => {
    expect(() => readEnv(source as unknown as Record<string, string>)).toThrow(new RegExp(`^The setting ${name} is not usable: (?!.*hush).*\\.$`));
  });

  it('that is empty is absent, and every one has a default', () => {
    expect(readEnv({ PORT: '', PUBLIC_URL: '' })).toEqual(readEnv({}));
    expect(readEnv({ FIELDLOOP_CLOCK: '2026-07-03T10:00:00+08:00@30' }).FIELDLOOP_CLOCK).toEqual({ startAt: Date.UTC(2026, 6, 3, 2), rate: 30 });
  });
});
