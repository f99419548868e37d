import { describe, expect, test } from 'vitest';
import {
  formatAxisDay,
  formatClock,
  formatDayClock,
  formatDuration,
  formatLeg,
  formatMoment,
  fromLocalInput,
  siteDay,
  toLocalInput,
} from './instants.ts';

const shanghai = 'Asia/Shanghai';
const at = Date.UTC(2026, 6, 3, 3, 45);

describe('instants at a site', () => {
  test('are told by the clock of the site', () => {
    expect(formatClock(at, shanghai, 'zh-CN')).toBe('11:45');
    expect(formatClock(at, 'Europe/Berlin', 'en')).toBe('05:45');
    expect(formatClock(Date.UTC(2026, 6, 3, 16, 0), shanghai, 'en')).toBe('00:00');
    expect(siteDay(Date.UTC(2026, 6, 3, 16, 0), shanghai)).toBe('2026-07-04');
  });

  test('the day is left out when it is today', () => {
    expect(formatAxisDay(at, shanghai, 'zh-CN')).toBe('7/3');
    expect(formatDayClock(at, shanghai, 'en')).toBe('3 Jul 11:45');
    expect(formatMoment(at, at + 60_000, shanghai, 'zh-CN')).toBe('11:45');
    expect(formatMoment(at, at + 86_400_000, shanghai, 'zh-CN')).toBe('7/3 11:45');
  });

  test('what a person enters comes back as the same instant, beside a clock change too', () => {
    expect(toLocalInput(at, shanghai)).toBe('2026-07-03T11:45');
    expect(fromLocalInput('2026-07-03T11:45', shanghai)).toBe(at);
    expect(fromLocalInput('2026-03-29T04:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 2, 0));
    expect(fromLocalInput('2026-03-29T01:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 0, 30));
    expect(fromLocalInput('', shanghai)).toBeUndefined();
  });
});

describe('durations', () => {
  test('name at most two units', () => {
    expect(formatDuration(95 * 60_000, 'en')).toBe('1 hr, 35 min');
    expect(formatDuration(95 * 60_000, 'zh-CN')).toBe('1小时35分钟');
    expect(formatDuration((2 * 24 + 9) * 3_600_000 + 20 * 60_000, 'en')).toBe('2 days, 9 hr');
    expect(formatDuration(3 * 24 * 3_600_000 - 60_000, 'en')).toBe('3 days');
    expect(formatDuration(20_000, 'en')).toBe('0 min');
  });

  test('a leg of the loop is one figure', () => {
    expect(formatLeg(95 * 60_000, 'zh-CN')).toBe('1.6小时');
    expect(formatLeg(69 * 3_600_000, 'en')).toBe('2.9 days');
    expect(formatLeg(25 * 60_000, 'en')).toBe('25 min');
  });
});
