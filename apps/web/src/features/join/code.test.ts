import { expect, it } from 'vitest';
import { readCode } from './code.ts';

it('reads a code however it was typed', () => {
  for (const typed of ['ABCD-EFGH', 'abcd efgh', ' abcdefgh ', 'ABCD—EFGH', 'ＡＢＣＤ－ＥＦＧＨ']) expect(readCode(typed)).toBe('ABCD-EFGH');
});

it('reads the code out of a pasted link', () => {
  expect(readCode('https://shop.example/join?code=ab12-cd34')).toBe('AB12-CD34');
  expect(readCode('https://shop.example/j/AB12-CD34')).toBe('AB12-CD34');
  expect(readCode('快来 https://shop.example/join?x=1&code=ab12%2Dcd34#top')).toBe('AB12-CD34');
});

it('refuses what cannot be a code', () => {
  for (const typed of ['', 'ABC', 'ABCD-EFG!', 'ABCD-EFGH-IJ', 'https://shop.example/join']) expect(readCode(typed)).toBeUndefined();
});
