import { beforeEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import type { Tile } from './now.ts';
import { tileText } from './tile-text.ts';

const upTo = 1_784_356_200_000;
const entryRate: Tile = {
  metric: 'entry-rate',
  unit: 'share',
  numerator: 402,
  denominator: 1_102,
  value: 402 / 1_102,
  low: 0.337,
  high: 0.394,
  n: 1_102,
  target: 0.35,
  state: 'near',
  formula: 1,
  freshness: { upTo, lateDevices: 0 },
  flags: [],
  sources: [{ method: 'full', n: 1_102 }],
};
const sales: Tile = {
  metric: 'sales',
  unit: 'money',
  numerator: 1_215_300,
  denominator: 0,
  value: 1_215_300,
  n: 40,
  target: 3_800_000,
  state: 'no-target',
  amountMinor: 1_215_300,
  currency: 'CNY',
  formula: 1,
  freshness: { upTo, lateDevices: 1 },
  pace: { reached: 0.32, usual: 0.3, state: 'near' },
  flags: [],
  sources: [],
};
const place = { timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;

describe('what a tile says', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  test('a rate comes with interval, n and target', () => {
    const text = tileText(entryRate, place);
    expect([text.label, text.value]).toEqual(['进店率', '36.5%']);
    expect(text.details).toEqual(['波动 33.7–39.4', '过店客流 1,102', '目标 35%']);
  });

  test('where it comes from is there on demand: formula, parts, source, freshness', () => {
    expect(tileText(entryRate, place).provenance).toEqual([
      '进店率 = 进店 ÷（进店 + 路过未进）',
      '402 ÷ 1,102',
      '口径 v1',
      '逐一计数 1,102',
      '数据判断到 14:30',
    ]);
  });

  test('money is judged by its pace, and says which phones hold it back', () => {
    const text = tileText(sales, place);
    expect(text.value).toBe('¥12,153');
    expect(text.details).toEqual(['日目标 ¥38,000', '达成 32%', '同类日到此时 30%', '40 单']);
    expect(text.pace?.words).toBe('持平');
    expect(text.provenance).toContain('1 台手机未同步');
    expect(tileText({ ...sales, pace: { reached: 0.2, usual: 0.3, state: 'below' } }, place).pace).toEqual({
      words: '慢于同类日',
      tone: 'attention',
    });
  });

  test('doubt about the data is said without being asked', () => {
    const doubtful: Tile = { ...entryRate, metric: 'conversion', flags: ['bought-more-than-entered', 'sampled'] };
    expect(tileText(doubtful, place).warning).toBe('成交多于进店，请核对数据');
    expect(tileText(doubtful, place).provenance).toContain('抽样计数');
  });

  test('no value is a dash, in English as well', () => {
    overwriteGetLocale(() => 'en');
    const { value: _, low: __, high: ___, ...empty } = entryRate;
    expect(tileText({ ...empty, n: 0, state: 'none' }, { ...place, locale: 'en' })).toMatchObject({
      label: 'Entry rate',
      value: '—',
    });
  });
});
