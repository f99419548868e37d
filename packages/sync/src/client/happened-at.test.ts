import { expect, it } from 'vitest';
import { encodeStamp } from '../protocol/stamp.ts';
import { happenedAt } from './happened-at.ts';

const now = 1_782_129_600_000;
const day = 86_400_000;
const minute = 60_000;
/** A fact written at `at` with `offset`, its author having heard of `heard`. */
const written = (at: number, offset: number, heard = at + offset) =>
  ({ at, offset, stamp: encodeStamp({ ms: heard, counter: 0, device: 'device-1' }) });
const known = { now, offset: 0 };

it('believes what was written where it is possible, also by a clock that was set right since', () => {
  expect(happenedAt(written(now - minute, 0), known)).toBe(now - minute);
  expect(happenedAt(written(now + day - minute, -day), known)).toBe(now - minute);
  expect(happenedAt(written(now - 2 * day, 0), known)).toBe(now - 2 * day);
});

it('takes the offset of now where the clock was set before the fact and measured after it', () => {
  expect(happenedAt(written(now - minute, day), known)).toBe(now - minute);
  expect(happenedAt(written(now - minute, -day, now - 5 * minute), known)).toBe(now - minute);
});

it('stays between what was heard and now where neither is possible', () => {
  expect(happenedAt(written(now + day, 0), known)).toBe(now);
  expect(happenedAt(written(0, 0, now - 5 * minute), known)).toBe(now - 7 * minute);
});

it('is not led by a stamp that a wrong clock had made before', () => {
  expect(happenedAt(written(now - minute, 0, now + day), known)).toBe(now - minute);
});

it('takes the author at their word while the server has never answered', () => {
  expect(happenedAt(written(now + day, 5), undefined)).toBe(now + day + 5);
});
