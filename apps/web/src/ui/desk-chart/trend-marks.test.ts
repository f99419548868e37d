import { expect, test } from 'vitest';
import { trendMarks, trendTargets } from './trend-marks.ts';

test('a revision is marked once, when it came into force', () => {
  expect(
    trendMarks([
      { revision: 'p@2', from: 30 },
      { revision: 'p@1', from: 10 },
      { revision: 'p@2', from: 40 },
    ]),
  ).toEqual([
    { at: 10, revision: 'v1' },
    { at: 30, revision: 'v2' },
  ]);
});

test('each target value holds until the next one, at the sites it is for', () => {
  const value = (from: number, share: number) => ({ from, value: share, setAt: 0, by: 'x', stamp: '' });
  const target = {
    id: 'kr-1',
    metric: 'entry-rate',
    sites: ['ja'],
    window: 'day' as const,
    stamp: '',
    values: [value(10, 0.25), value(50, 0.35)],
  };
  expect(trendTargets([target], { site: 'ja', metric: 'entry-rate', to: 80 })).toEqual([
    { from: 10, to: 50, value: 0.25 },
    { from: 50, to: 80, value: 0.35 },
  ]);
  expect(trendTargets([target], { site: 'xh', metric: 'entry-rate', to: 80 })).toEqual([]);
  expect(trendTargets([target], { site: 'ja', metric: 'conversion', to: 80 })).toEqual([]);
});
