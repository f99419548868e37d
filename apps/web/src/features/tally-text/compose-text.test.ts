import { beforeEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { composeText } from './compose-text.ts';

const site = { name: { zh: '静安快闪店', en: "Jing'an pop-up" }, timeZone: 'Asia/Shanghai', currency: 'CNY' };
/** Saturday of the fourth week, half past two. */
const now = Date.parse('2026-07-18T14:30:00+08:00');
const figures = { passedBy: 700, entered: 402, triedOn: 0, receipts: 40, amountMinor: 1_215_300, contacts: 0, targetMinor: 3_800_000, sampled: false, sizes: ['S01-白 M'], issues: ['试衣排队 7 人'] };

describe('the text for the group chat', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  it('says the moment in one line', () => {
    expect(composeText({ site, now, figures, kind: 'now', locale: 'zh-CN' })).toBe(
      '【静安快闪店】7/18(六) 14:30 报数｜过店 1,102 进店 402 进店率 36.5%｜成交 40 单 转化 10.0%｜销售 ¥12,153 达成 32%｜客单 ¥304｜断码：S01-白 M｜待处理：试衣排队 7 人',
    );
  });

  it('says the whole day at closing', () => {
    expect(composeText({ site, now, figures, kind: 'end', locale: 'zh-CN' })).toMatch(/^【静安快闪店】7\/18\(六\) 战报｜/);
  });

  it('is complete in English', () => {
    overwriteGetLocale(() => 'en');
    expect(composeText({ site, now, figures, kind: 'now', locale: 'en' })).toBe(
      "[Jing'an pop-up] 18 Jul (Sat) 14:30 | footfall 1,102, entered 402, entry rate 36.5% | receipts 40, conversion 10.0% | sales ¥12,153, 32% of target | per receipt ¥304 | missing sizes: S01-白 M | open: 试衣排队 7 人",
    );
  });

  it('is empty while there is nothing to say', () => {
    expect(composeText({ site, now, figures: { ...figures, passedBy: 0, entered: 0, receipts: 0, amountMinor: 0, sizes: [], issues: [] }, kind: 'now', locale: 'zh-CN' })).toBe('');
  });
});
