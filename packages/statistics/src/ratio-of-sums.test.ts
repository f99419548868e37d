import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ratioOfSums } from './ratio-of-sums.ts';

const of = (numerator: number, denominator: number) => ({ numerator, denominator });

it('with equal denominators is a mean and its standard error', () => {
  const result = ratioOfSums([of(2, 1), of(4, 1), of(9, 1)]);
  const deviations = (2 - 5) ** 2 + (4 - 5) ** 2 + (9 - 5) ** 2;
  expect(result.ratio).toBe(5);
  expect(result.standardError).toBeCloseTo(Math.sqrt(deviations / 2 / 3), 12);
  expect(result.clusters).toBe(3);
});

it('has no width when every cluster has the same ratio', () => {
  const result = ratioOfSums([of(2, 1), of(4, 2), of(20, 10)]);
  expect(result).toMatchObject({ ratio: 2, low: 2, high: 2 });
});

it('scales with the unit of the numerator', () => {
  const clusters = fc.array(fc.record({ numerator: fc.integer({ min: 0, max: 9999 }), denominator: fc.integer({ min: 1, max: 99 }) }), {
    minLength: 2,
    maxLength: 20,
  });
  fc.assert(
    fc.property(clusters, (list) => {
      const yuan = ratioOfSums(list);
      const fen = ratioOfSums(list.map((c) => of(100 * c.numerator, c.denominator)));
      expect(fen.ratio).toBeCloseTo(100 * yuan.ratio, 6);
      expect(fen.high - fen.low).toBeCloseTo(100 * (yuan.high - yuan.low), 6);
    }),
  );
});

it('refuses what has no error or no ratio', () => {
  expect(() => ratioOfSums([of(1, 1)])).toThrow(/two clusters/);
  expect(() => ratioOfSums([of(1, 0), of(1, 0)])).toThrow(/more than 0/);
  expect(() => ratioOfSums([of(Number.NaN, 1), of(1, 1)])).toThrow(RangeError);
});
