import { describe, expect, test } from 'vitest';
import {
  formatCount,
  formatLevel,
  formatMoney,
  formatPoints,
  formatRange,
  formatRate,
  formatRatio,
  formatShortCount,
} from './numbers.ts';

describe('numbers as the desk shows them', () => {
  test('counts are grouped, and shortened only from ten thousand', () => {
    expect(formatCount(1102, 'zh-CN')).toBe('1,102');
    expect(formatShortCount(9_999, 'en')).toBe('9,999');
    expect(formatShortCount(12_345, 'zh-CN')).toBe('1.2万');
    expect(formatShortCount(12_345, 'en')).toBe('12.3K');
  });

  test('a rate keeps its decimal, a level only when it has one', () => {
    expect(formatRate(402 / 1102, 'zh-CN')).toBe('36.5%');
    expect(formatRate(0.1, 'en')).toBe('10.0%');
    expect(formatLevel(0.35, 'en')).toBe('35%');
    expect(formatLevel(0.125, 'zh-CN')).toBe('12.5%');
  });

  test('limits are written without the sign', () => {
    expect(formatRange(0.337, 0.394, 'zh-CN')).toBe('33.7–39.4');
    expect(formatRange(2.66, 3.85, 'en', 1, 2)).toBe('2.66–3.85');
  });

  test('points are signed with a true minus', () => {
    expect(formatPoints(0.26, 'zh-CN')).toBe('+26.0');
    expect(formatPoints(-0.003, 'en')).toBe('−0.3');
    expect(formatPoints(0, 'en')).toBe('0.0');
  });

  test('money follows the digits of its currency', () => {
    expect(formatMoney(1_215_300, 'CNY', 'zh-CN')).toBe('¥12,153');
    expect(formatMoney(1_215_300, 'CNY', 'en')).toBe('¥12,153');
    expect(formatMoney(1_215, 'JPY', 'en')).toBe('¥1,215');
    expect(formatMoney(28_536, 'CNY', 'en', 2)).toBe('¥285.36');
  });

  test('a ratio has two decimals', () => {
    expect(formatRatio(3.2, 'zh-CN')).toBe('×3.20');
  });
});
