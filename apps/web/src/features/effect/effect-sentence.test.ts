import { beforeEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import type { Effect } from './effect.ts';
import { effectSentence, gradeWords, revisionLabel } from './effect-sentence.ts';

const effect: Effect = {
  revision: 'commute@2',
  site: 'ja',
  metric: 'entry-rate',
  by: 'inForce',
  before: { n: 31_817, successes: 3_819, rate: 0.12, days: 14 },
  after: { n: 31_743, successes: 12_061, rate: 0.38, days: 14 },
  difference: { point: 0.26, low: 0.245, high: 0.275 },
  grade: 'C',
  method: 'mantel-haenszel-day-clusters',
  clusters: { before: 14, after: 14 },
  formula: 1,
  leftOut: 0,
  controls: [],
  sentence: { key: 'x', params: {} },
};
const zh = { metric: '进店率', revision: 'v2', locale: 'zh-CN' } as const;
const en = { metric: 'Entry rate', revision: 'v2', locale: 'en' } as const;

describe('an effect in words', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  test('is told per hundred people, with its interval and how far to trust it', () => {
    expect(effectSentence(effect, zh)).toBe(
      '与同类日、同一时段相比，v2 生效后每 100 位过店客人多进店约 26 位（波动 24.5–27.5）。没有随机对照，所以只作参考。',
    );
  });

  test('says the same in English', () => {
    overwriteGetLocale(() => 'en');
    expect(effectSentence(effect, en)).toMatch(
      /about 26 more of every 100 passers-by came in since v2 .* \(interval 24\.5–27\.5\)\. There was no randomized/,
    );
  });

  test('a name inside an English sentence is written small, an abbreviation is not', () => {
    overwriteGetLocale(() => 'en');
    const other = { ...effect, metric: 'view-rate' };
    expect(effectSentence(other, { ...en, metric: 'Exposure to view' })).toContain('hour, exposure to view changed by +26.0 points');
    expect(effectSentence(other, { ...en, metric: 'GMV' })).toContain('hour, GMV changed');
  });

  test('keeps a decimal where the change is small, and says fewer for a fall', () => {
    const fall = { ...effect, metric: 'conversion', difference: { point: -0.012, low: -0.021, high: -0.003 } };
    expect(effectSentence(fall, zh)).toContain('每 100 位进店客人少成交约 1.2 单（波动 0.3–2.1）');
  });

  test('claims nothing while the interval contains zero', () => {
    const flat: Effect = { ...effect, grade: 'D', difference: { point: 0.004, low: -0.01, high: 0.018 } };
    expect(effectSentence(flat, zh)).toContain('波动范围包含 0');
    expect(gradeWords(flat)).toBe('方向性');
  });

  test('says what is lacking instead of a number', () => {
    const { difference: _, ...without } = effect;
    const young: Effect = { ...without, grade: 'D', lacking: 'days', after: { ...effect.after, days: 2 } };
    expect(effectSentence(young, zh)).toContain('前 14 天、后 2 天');
    expect(gradeWords(young)).toBe('样本不足');
    expect(effectSentence({ ...young, lacking: 'not-in-force' }, zh)).toContain('现场还没有生效');
  });

  test('a metric without a sentence of its own is told in points', () => {
    expect(effectSentence({ ...effect, metric: 'contact-rate' }, { ...zh, metric: '加企微率' })).toContain(
      '加企微率变化 +26.0 个百分点',
    );
  });
});

test('a revision is called by its number', () => {
  expect(revisionLabel('commute@2')).toBe('v2');
});
