import { expect, it } from 'vitest';
import { createTapGuard } from './tap-guard.ts';

it('counts one pad once within the window', () => {
  const counts = createTapGuard(120);
  expect(counts('entered', 1_000)).toBe(true);
  expect(counts('entered', 1_119)).toBe(false);
  expect(counts('entered', 1_120)).toBe(true);
});

it('never makes different pads wait for each other', () => {
  const counts = createTapGuard(200);
  expect(counts('entered', 1_000)).toBe(true);
  expect(counts('passedBy', 1_001)).toBe(true);
});

it('does not let refused taps hold the pad shut', () => {
  const counts = createTapGuard(120);
  const taps = Array.from({ length: 13 }, (_, index) => counts('entered', index * 50));
  expect(taps.filter(Boolean)).toHaveLength(5);
});

it('counts every tap when switched off', () => {
  const counts = createTapGuard(0);
  expect([5, 5, 6].map((at) => counts('entered', at))).toEqual([true, true, true]);
});
