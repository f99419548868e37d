import { beforeEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { blameSentence, executionOf, executionSentence, overall, steadyFrom } from './execution.ts';

const day = (number: number, done: number, due = 34, revision = 'commute@2') => ({
  day: `2026-07-${String(number).padStart(2, '0')}`,
  site: 'ja',
  revision,
  done,
  due,
  triggered: 1,
});
const days = [
  day(6, 19),
  day(7, 29),
  day(8, 32),
  ...[9, 10, 11, 12].map((number) => day(number, 33)),
  day(5, 30, 33, 'commute@1'),
];
const run = executionOf(days, 'commute@2', 'ja');

describe('execution of a revision', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  test('is done over due per day, of that revision alone, in order', () => {
    expect(run.days.map(({ done, due }) => [done, due])).toEqual([
      [19, 34],
      [29, 34],
      [32, 34],
      [33, 34],
      [33, 34],
      [33, 34],
      [33, 34],
    ]);
    expect(run.triggered).toBe(7);
    expect(overall(executionOf(days, 'commute@1', 'ja'))).toBeCloseTo(30 / 33, 12);
  });

  test('a day that nobody recorded is no day of zero per cent', () => {
    const quiet = executionOf([...days, day(13, 0), day(14, 0)], 'commute@2', 'ja');
    expect(quiet.days).toHaveLength(7);
    expect(quiet.silent).toBe(2);
  });

  test('is told for each site apart', () => {
    const two = [day(6, 10, 10), { ...day(6, 3, 30), site: 'xh' }];
    expect(executionOf(two, 'commute@2', 'ja').days).toEqual([{ day: '2026-07-06', done: 10, due: 10, rate: 1 }]);
    expect(executionOf(two, 'commute@2', 'xh').days).toEqual([{ day: '2026-07-06', done: 3, due: 30, rate: 0.1 }]);
  });

  test('settles where every later day stays within five points', () => {
    expect(steadyFrom(run)).toEqual({ day: 3, rate: expect.closeTo(164 / 170, 6) });
    expect(steadyFrom({ ...run, days: run.days.slice(0, 2) })).toBeUndefined();
  });

  test('tells the way up and where it settled', () => {
    expect(executionSentence(run, 'zh-CN')).toBe('56% → 85% → 94%，第 4 天起平均 97%。');
    expect(executionSentence({ ...run, days: run.days.slice(2) }, 'zh-CN')).toBe('每天都在 96% 上下。');
    expect(executionSentence({ ...run, days: run.days.slice(0, 2) }, 'zh-CN')).toBe('56% → 85%。');
    expect(executionSentence(executionOf([], 'x@1', 'ja'), 'zh-CN')).toBe('还没有执行记录。');
  });

  test('well executed and still low: the plan; badly executed: look at execution first', () => {
    const words = { metric: '进店率', value: 0.12, low: true, locale: 'zh-CN' } as const;
    expect(blameSentence({ ...words, before: 0.92, latest: 0.96 })).toContain('是方案问题，不是执行问题');
    expect(blameSentence({ ...words, before: 0.92, latest: 0.56 })).toContain('先看执行');
    expect(blameSentence({ ...words, before: undefined, latest: 0.96 })).toBeUndefined();
    expect(blameSentence({ ...words, before: 0.92, latest: 0.96, low: false })).toBe('之前的版本执行了 92%。');
  });
});
