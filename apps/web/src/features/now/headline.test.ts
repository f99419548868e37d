import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { headline } from './headline.ts';
import type { Now, SiteNow } from './now.ts';

const minute = 60_000;
const at = Date.UTC(2026, 6, 18, 6, 32);
const site = (id: string, name: string, openNow: boolean, judgedUpTo: number, late = 0): SiteNow => ({
  id,
  name,
  kind: 'popup',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  today: '2026-07-18',
  openNow,
  judgedUpTo,
  tiles: [],
  devices: Array.from({ length: late }, (_, index) => ({
    device: `d${index}`,
    person: 'p',
    unsynced: 'maybe' as const,
  })),
});
const now: Now = {
  asOf: at,
  sites: [
    site('ja', '静安快闪店', true, at - 2 * minute),
    site('xh', '徐汇快闪店', true, at - 47 * minute, 1),
    site('lv', '直播间', false, 0),
  ],
};

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

test('the headline is only as fresh as the slowest open site, and names whose phones are late', () => {
  expect(headline(now, 'zh-CN')).toBe('3 个点位 · 7月18日 · 数据截至 13:45 · 徐汇快闪店 1 台手机未同步');
});

test('when nothing is late it says so', () => {
  overwriteGetLocale(() => 'en');
  expect(headline({ ...now, sites: [site('ja', 'Jing’an', true, at)] }, 'en')).toBe(
    '1 site · 18 Jul · Data up to 14:32 · All phones synced',
  );
});
