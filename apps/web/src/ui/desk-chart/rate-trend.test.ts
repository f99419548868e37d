import { expect, test } from 'vitest';
import { breakAtMarks, breakAtSilence, labelledStarts } from './rate-trend.ts';

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

test('no line is drawn across periods of which nothing is known', () => {
  const broken = breakAtSilence([day(10), day(20), day(50), day(60)], 10);
  expect(broken.map((point) => [point.start, point.value])).toEqual([
    [10, 0.1],
    [20, 0.1],
    [30, undefined],
    [50, 0.1],
    [60, 0.1],
  ]);
});

test('an hour more in a day, where clocks are changed, is no silence', () => {
  expect(breakAtSilence([day(0), day(25), day(48)], 24)).toHaveLength(3);
});

test('the axis is labelled evenly from the first period on', () => {
  const month = Array.from({ length: 28 }, (_, index) => day(index));
  expect(labelledStarts(month)).toEqual([0, 4, 8, 12, 16, 20, 24]);
  expect(labelledStarts([day(5), day(6)])).toEqual([5, 6]);
});
