import { randomUUID } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PROTOCOL_VERSION, type PushResponse } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSqueezer } from '../../../apps/web/src/runtime/api/squeezer.ts';
import { tap } from '../../bench/sync/bench-phone.ts';
import { addTenant, joinAs, startTestApp, type TestApp } from '../test-app.ts';
import { answerOf, type Visitor } from '../visitor.ts';

let app: TestApp;
let phone: Visitor;

beforeAll(async () => {
  app = await startTestApp();
  const tenant = await addTenant(app, '策行', ['ja']);
  phone = await joinAs(app, tenant, 'operator');
});

afterAll(() => app.stop());

function push(body: BodyInit, encoding: string | undefined) {
  const headers = { 'content-type': 'application/json', ...(encoding === undefined ? {} : { 'content-encoding': encoding }) };
  return phone.fetch('/trpc/sync.push', { method: 'POST', headers, body });
}

function batch(count: number): string {
  const device = randomUUID();
  const facts = Array.from({ length: count }, (_, index) => tap(device, 'site:ja', index));
  return JSON.stringify({ protocol: PROTOCOL_VERSION, device, app: 'test', clientNow: Date.now(), firstSeq: 1, facts });
}

it('takes the batch that an app has squeezed after the server said it may', async () => {
  const squeezer = createSqueezer();
  const first = batch(500);
  const plain = await push(first, undefined);
  squeezer.answered(first, plain, 1_000);
  const second = batch(500);
  const { body, headers } = await squeezer.squeeze(second);
  expect(headers['content-encoding']).toBe('gzip');
  expect((body as ArrayBuffer).byteLength).toBeLessThan(second.length / 4);
  const { status, data } = await answerOf<PushResponse>(await push(body, 'gzip'));
  expect([status, data.results.filter(({ state }) => state === 'applied').length]).toEqual([200, 500]);
});

it.each([
  ['what unfolds to more than a body may be', () => gzipSync(`"${'a'.repeat(20_000_000)}"`), 'gzip', 413, 'too-large'],
  ['what is none', () => Buffer.from(batch(1)), 'gzip', 400, 'invalid-input'],
  ['what was cut off', () => gzipSync(batch(50)).subarray(0, 900), 'gzip', 400, 'invalid-input'],
  ['another encoding', () => brotliCompressSync(batch(1)), 'br', 400, 'invalid-input'],
])('refuses %s in a word that a client can act on', async (_, body, encoding, status, reason) => {
  const answer = await answerOf(await push(new Uint8Array(body()), encoding));
  expect([answer.status, answer.reason]).toEqual([status, reason]);
});
