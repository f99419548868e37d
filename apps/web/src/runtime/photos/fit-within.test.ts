import { expect, it } from 'vitest';
import { fitWithin } from './fit-within.ts';

it('brings the long edge to 1600 px, whichever it is', () => {
  expect(fitWithin(4_032, 3_024)).toEqual({ width: 1_600, height: 1_200 });
  expect(fitWithin(3_024, 4_032)).toEqual({ width: 1_200, height: 1_600 });
});

it('never enlarges, never vanishes', () => {
  expect(fitWithin(800, 600)).toEqual({ width: 800, height: 600 });
  expect(fitWithin(20_000, 3)).toEqual({ width: 1_600, height: 1 });
});
