import { expect, it } from 'vitest';
import { sparklinePoints } from './sparkline.tsx';

it('spreads over the width and puts the largest on top', () => {
  const [run] = sparklinePoints([0, 1, 0.5], 66, 28);
  expect(run).toEqual([[3, 24], [33, 4], [63, 14]]);
});

it('breaks the line where nothing is known', () => {
  expect(sparklinePoints([1, undefined, 2, 3], 66, 28).map((run) => run.length)).toEqual([1, 2]);
});

it('draws a flat line for equal values and nothing for none', () => {
  expect(sparklinePoints([2, 2], 66, 28)[0]?.map(([, y]) => y)).toEqual([24, 24]);
  expect(sparklinePoints([], 66, 28)).toEqual([]);
});
