import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { entryWords } from './inbox-words.ts';

const params = {
  siteName: '静安快闪店',
  siteNameEn: "Jing'an pop-up",
  ruleTitle: '进店率低于 20%',
  metric: 'entry-rate',
  numerator: 17,
  denominator: 152,
  low: 0.071,
  high: 0.172,
};

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

test('a fired alert says where, which rule, and what it saw', () => {
  expect(entryWords({ kind: 'alert-fired', params }, 'zh-CN')).toEqual({
    title: '预警：静安快闪店 · 进店率低于 20%',
    detail: '进店率 11.2%（17/152，波动 7.1–17.2）',
  });
});

test('the site is called by its English name in English', () => {
  overwriteGetLocale(() => 'en');
  expect(entryWords({ kind: 'alert-not-acknowledged', params }, 'en').title).toBe(
    "Nobody has taken it: Jing'an pop-up · 进店率低于 20%",
  );
});

test('several sites at once are one entry that names them; all-clears say how long it lasted', () => {
  expect(
    entryWords(
      { kind: 'alert-group', params: { count: 3, ruleTitle: '断码', siteNames: '静安、徐汇、虹口' } },
      'zh-CN',
    ),
  ).toEqual({
    title: '3 个点位同时预警：断码',
    detail: '静安、徐汇、虹口',
  });
  expect(entryWords({ kind: 'alert-cleared', params: { ...params, minutes: 45 } }, 'zh-CN').detail).toBe('持续 45分钟');
});
