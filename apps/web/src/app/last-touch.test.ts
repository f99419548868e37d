import { beforeEach, expect, it } from 'vitest';
import { lastTouch } from './last-touch.ts';

let stored: Map<string, string>;
const storage = () => ({ getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) });

beforeEach(() => {
  stored = new Map();
});

it('is the last touch of any tab', () => {
  const [idle, used] = [lastTouch(storage(), 1_000), lastTouch(storage(), 2_000)];
  used.note(600_000);
  expect([idle.at(), used.at()]).toEqual([600_000, 600_000]);
  idle.note(900_000);
  expect(used.at()).toBe(900_000);
});

it('is written down now and then, not with each tap', () => {
  let writes = 0;
  const used = lastTouch({ ...storage(), setItem: () => { writes += 1; } }, 0);
  for (let now = 100; now < 10_000; now += 100) used.note(now);
  expect(writes).toBe(2);
  expect(used.at()).toBe(9_900);
});

it('is the own one where there is no room', () => {
  const used = lastTouch({ ...storage(), setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } }, 0);
  used.note(70_000);
  expect(used.at()).toBe(70_000);
});
