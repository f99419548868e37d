import { expect, it } from 'vitest';
import { minorDigits, readAmount } from './money-input.ts';

it('reads amounts as people type them', () => {
  expect(readAmount('318', 2)).toBe(31_800);
  expect(readAmount('318.5', 2)).toBe(31_850);
  expect(readAmount(' ¥1,280.05 ', 2)).toBe(128_005);
  expect(readAmount('３１８．５０', 2)).toBe(31_850);
  expect(readAmount('0', 2)).toBe(0);
  expect(readAmount('1200', 0)).toBe(1_200);
});

it('does not guess', () => {
  for (const typed of ['', '.', '-5', '3.185', '12,80', '3 18', 'abc', '1e3', '12.5.1']) expect(readAmount(typed, 2)).toBeUndefined();
  expect(readAmount('12.5', 0)).toBeUndefined();
});

it('never loses a fen to floating point', () => {
  expect(readAmount('0.29', 2)).toBe(29);
  expect(readAmount('1.15', 2)).toBe(115);
  expect(readAmount('4.35', 2)).toBe(435);
});

it('knows the decimals of a currency', () => {
  expect([minorDigits('CNY'), minorDigits('JPY')]).toEqual([2, 0]);
});
