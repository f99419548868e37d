import { expect, test } from 'vitest';
import { breakAtMarks, labelledStarts } from './rate-trend.ts';

const day = (start: number) => ({ start, value: 0.1, low: 0.05, high: 0.15, n: 100 });

test('no line is drawn across the moment a revision came into force', () => {
  const broken = breakAtMarks([day(10), day(20), day(30)], [{ at: 20, label: 'v2' }]);
  expect(broken.map((point) => [point.start, point.value])).toEqual([
    [10, 0.1],
    [19, undefined],
    [20, 0.1],
    [30, 0.1],
  ]);
});

test('a mark before the first or after the last period breaks nothing', () => {
  const points = [day(10), day(20)];
  expect(
    breakAtMarks(points, [
      { at: 5, label: 'v1' },
      { at: 25, label: 'v3' },
    ]),
  ).toEqual(points);
});

test('the axis is labelled evenly from the first period on', () => {
  const month = Array.from({ length: 28 }, (_, index) => day(index));
  expect(labelledStarts(month)).toEqual([0, 4, 8, 12, 16, 20, 24]);
  expect(labelledStarts([day(5), day(6)])).toEqual([5, 6]);
});
