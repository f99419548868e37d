import { expect, test } from 'vitest';
import { worthAsking } from './worth-asking.ts';

const answered = (httpStatus: number) => Object.assign(new Error('answered'), { data: { httpStatus } });

test('what the server refused is not asked again', () => {
  expect([400, 401, 403, 404].map((status) => worthAsking(0, answered(status)))).toEqual([false, false, false, false]);
});

test('a missing answer and a failed server are asked once more, not for ever', () => {
  expect([worthAsking(0, new TypeError('fetch failed')), worthAsking(0, answered(500)), worthAsking(0, answered(503))]).toEqual([true, true, true]);
  expect(worthAsking(1, answered(500))).toBe(false);
});
