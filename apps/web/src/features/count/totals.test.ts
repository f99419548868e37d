import { expect, it } from 'vitest';
import { countIn, entryCounts, hourlyEntryRates } from './totals.ts';

const ten = Date.UTC(2026, 5, 27, 2);
const quarter = 15 * 60_000;
const bucket = (counter: 'entered' | 'passedBy' | 'receipt', start: number, n: number) => ({ counter, start, n });
const tallies = [
  bucket('passedBy', ten, 40), bucket('entered', ten, 10),
  bucket('passedBy', ten + 4 * quarter, 5), bucket('entered', ten + 4 * quarter, 1),
  bucket('passedBy', ten + 8 * quarter, 10), bucket('entered', ten + 9 * quarter, 10),
  bucket('receipt', ten, 2),
];

it('counts the day and one hour of it', () => {
  expect(countIn(tallies, 'passedBy')).toBe(55);
  expect(countIn(tallies, 'passedBy', { from: ten + 8 * quarter, to: ten + 12 * quarter })).toBe(10);
});

it('takes those who entered into the footfall', () => {
  expect(entryCounts(tallies)).toEqual({ entered: 21, footfall: 76 });
});

it('leaves a gap in an hour with too few', () => {
  expect(hourlyEntryRates(tallies, { from: ten, to: ten + 48 * quarter }, ten + 9 * quarter)).toEqual([0.2, undefined, 0.5]);
});
