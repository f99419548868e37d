import { expect, it } from 'vitest';
import { createAnnouncer } from './announcer.ts';

it('speaks at once, then keeps quiet for five seconds and says only the latest', () => {
  const announcer = createAnnouncer();
  expect(announcer.offer('1', 0)).toBe('1');
  expect(announcer.offer('2', 1_000)).toBeUndefined();
  expect(announcer.offer('3', 4_000)).toBeUndefined();
  expect(announcer.dueAt()).toBe(5_000);
  expect(announcer.take(4_999)).toBeUndefined();
  expect(announcer.take(5_000)).toBe('3');
  expect(announcer.dueAt()).toBeUndefined();
});

it('never speaks more than once per interval over a long run of taps', () => {
  const announcer = createAnnouncer();
  let spoken = 0;
  for (let now = 0; now < 60_000; now += 250) if (announcer.offer(String(now), now) !== undefined) spoken += 1;
  expect(spoken).toBe(12);
});
