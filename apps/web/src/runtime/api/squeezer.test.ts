import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createSqueezer, type Squeezer } from './squeezer.ts';

const large = JSON.stringify(Array.from({ length: 500 }, (_, seq) => ({ seq, name: 'people-counted' })));
const taking = { ok: true, headers: new Headers({ 'accept-encoding': 'gzip' }) };

async function goesOutAs(squeezer: Squeezer, text: string): Promise<string | undefined> {
  const { body, headers } = await squeezer.squeeze(text);
  const read = headers['content-encoding'] === 'gzip' ? gunzipSync(new Uint8Array(body as ArrayBuffer)).toString() : body;
  expect(read).toBe(text);
  return headers['content-encoding'];
}

it('squeezes a large body once the line is slow and the server takes it', async () => {
  const squeezer = createSqueezer();
  expect(await goesOutAs(squeezer, large)).toBeUndefined();
  squeezer.answered(large, taking, 400);
  expect(await goesOutAs(squeezer, large)).toBe('gzip');
  expect((await squeezer.squeeze(large)).body).toHaveProperty('byteLength');
  expect(await goesOutAs(squeezer, '{"facts":[]}')).toBeUndefined();
});

it.each([
  ['the line is fast', taking, 40],
  ['the server does not say so', { ok: true, headers: new Headers() }, 400],
  ['something in between did not like it', { ok: false, headers: new Headers({ 'accept-encoding': 'gzip' }) }, 400],
])('sends it as it is when %s', async (_, answer, tookMs) => {
  const squeezer = createSqueezer();
  squeezer.answered(large, taking, 400);
  squeezer.answered(large, answer, tookMs);
  expect(await goesOutAs(squeezer, large)).toBeUndefined();
});

it('does not judge the line by what is small', async () => {
  const squeezer = createSqueezer();
  squeezer.answered(large, taking, 400);
  squeezer.answered('{}', taking, 20);
  expect(await goesOutAs(squeezer, large)).toBe('gzip');
});
