import { expect, it } from 'vitest';
import type { DayFigures, ReportWords } from './report-text.ts';
import { reportParts } from './report-text.ts';

const words: ReportWords = {
  flow: (footfall, entered, rate, sampled) => `${sampled ? '抽样' : ''}过店 ${footfall} 进店 ${entered} 进店率 ${(rate * 100).toFixed(1)}%`,
  sales: (receipts, conversion) => (conversion === undefined ? `成交 ${receipts} 单` : `成交 ${receipts} 单 转化 ${(conversion * 100).toFixed(1)}%`),
  money: (amount, share) => (share === undefined ? `销售 ${amount / 100}` : `销售 ${amount / 100} 达成 ${Math.round(share * 100)}%`),
  average: (amount) => `客单 ${Math.round(amount / 100)}`,
  triedOn: (n) => `试穿 ${n}`,
  contacts: (n) => `加企微 ${n}`,
  sizes: (list) => `断码:${list.join(' ')}`,
  issues: (list) => list.join(' '),
};

/** Saturday of the second week at half past two. */
const saturday: DayFigures = { passedBy: 700, entered: 402, triedOn: 0, receipts: 40, amountMinor: 1_215_300, contacts: 0, targetMinor: 3_800_000, sampled: false, sizes: ['S01 白 M'], issues: ['试衣排队 7 人'] };

it('says the numbers of the moment in the order of the group chat', () => {
  expect(reportParts(saturday, words)).toEqual([
    '过店 1102 进店 402 进店率 36.5%', '成交 40 单 转化 10.0%', '销售 12153 达成 32%', '客单 304', '断码:S01 白 M', '试衣排队 7 人',
  ]);
});

it('does not divide full sales by sampled visitors', () => {
  expect(reportParts({ ...saturday, sampled: true }, words).slice(0, 2)).toEqual(['抽样过店 1102 进店 402 进店率 36.5%', '成交 40 单']);
});

it('leaves out what is not known', () => {
  expect(reportParts({ ...saturday, targetMinor: undefined, sizes: [], issues: [] }, words)).toEqual(['过店 1102 进店 402 进店率 36.5%', '成交 40 单 转化 10.0%', '销售 12153', '客单 304']);
  expect(reportParts({ ...saturday, passedBy: 0, entered: 0, receipts: 0, amountMinor: 0, sizes: [], issues: [] }, words)).toEqual([]);
});
