import { beforeEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { pooled, trendSentence } from './trend-sentence.ts';

const day = 86_400_000;
const monday = Date.UTC(2026, 6, 3, 16, 0);
const point = (index: number, numerator: number, denominator: number, low: number, high: number) => ({
  start: monday + index * day,
  numerator,
  denominator,
  value: numerator / denominator,
  low,
  high,
});
const story = {
  metric: '进店率',
  points: [point(0, 361, 3273, 0.1, 0.121), point(1, 315, 2984, 0.095, 0.117), point(2, 529, 1811, 0.271, 0.313)],
  mark: { at: monday + 2 * day, revision: 'v2' },
  timeZone: 'Asia/Shanghai',
  step: 'day' as const,
};

describe('the sentence over a trend', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  test('pools what lies before and after a revision from its parts', () => {
    const text = trendSentence({ ...story, printing: { unit: 'share', locale: 'zh-CN' } });
    expect(text).toContain('v2 于 7/6 生效：之前 10.8%，之后 29.2%。');
    expect(text).toContain('最近一天 29.2%（波动 27.1–31.3，样本 1,811）');
  });

  test('says the same in English', () => {
    overwriteGetLocale(() => 'en');
    const text = trendSentence({ ...story, metric: 'Entry rate', printing: { unit: 'share', locale: 'en' } });
    expect(text).toContain('v2 came into force on 6 Jul: 10.8% before, 29.2% after.');
  });

  test('a day that is still running, or an hour, is not called a day', () => {
    const asOf = monday + 2 * day + 14.75 * 3_600_000;
    const running = trendSentence({ ...story, asOf, printing: { unit: 'share', locale: 'zh-CN' } });
    expect(running).toContain('到 14:45 为止 29.2%（波动 27.1–31.3，样本 1,811）');
    expect(running).not.toContain('最近一天');
    expect(trendSentence({ ...story, asOf: monday + 3 * day, printing: { unit: 'share', locale: 'zh-CN' } })).toContain('最近一天 29.2%');
    expect(trendSentence({ ...story, step: 'hour', printing: { unit: 'share', locale: 'zh-CN' } })).toContain('最近一小时 29.2%');
  });

  test('claims no change when nothing was counted on one side', () => {
    const text = trendSentence({
      ...story,
      mark: { at: monday, revision: 'v2' },
      printing: { unit: 'share', locale: 'zh-CN' },
    });
    expect(text).not.toContain('生效');
  });

  test('says so when nothing was counted at all', () => {
    expect(trendSentence({ ...story, points: [], printing: { unit: 'share', locale: 'zh-CN' } })).toContain(
      '还没有可画的数据',
    );
  });
});

test('a pooled rate is a quotient of sums, not a mean of rates', () => {
  expect(
    pooled([
      { start: 0, numerator: 1, denominator: 10 },
      { start: 1, numerator: 90, denominator: 100 },
    ]),
  ).toBeCloseTo(91 / 110, 12);
  expect(pooled([])).toBeUndefined();
});
