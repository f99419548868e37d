import { expect, it } from 'vitest';
import { askedSince, askedStyles, readStyle } from './styles.ts';

const asked = (detail: string, n: number, start = 0) => ({ counter: 'sizeMissing' as const, detail, n, start });

it('offers the most asked styles first, each once', () => {
  expect(askedStyles([asked('S01-W/M', 3), asked('P02-B/L', 4), asked('S01-W/S', 2), asked('K03/M', 0)])).toEqual(['S01-W', 'P02-B']);
});

it('counts one size of one style', () => {
  const tallies = [asked('S01-W/M', 3, 100), asked('S01-W/M', 2, 50), asked('S01-W/S', 9, 100)];
  expect(askedSince(tallies, 'S01-W', 'M', 60)).toBe(3);
});

it('reads a style as on the label', () => {
  expect(readStyle(' yl-s01-白 ')).toBe('YL-S01-白');
  expect(readStyle('S01 白')).toBeUndefined();
  expect(readStyle('S01/M')).toBeUndefined();
  expect(readStyle('')).toBeUndefined();
});
