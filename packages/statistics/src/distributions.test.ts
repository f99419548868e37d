import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from './distribution-vectors.json' with { type: 'json' };
import { betaCdf, betaPdf, betaQuantile } from './beta.ts';
import { logGamma } from './log-gamma.ts';
import { criticalValue, normalCdf, normalQuantile, twoSidedP } from './normal.ts';

/** The vectors were computed with @stdlib/stats-base-dists-* and @stdlib/math-base-special-gammaln. */
const RELATIVE = 1e-10;

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(RELATIVE * Math.abs(expected) + 1e-300);
}

describe('against @stdlib', () => {
  it.each(vectors.betaCdf)('betaCdf(%d, %d, %d)', (x, alpha, beta, expected) => {
    expectClose(betaCdf(x!, alpha!, beta!), expected!);
  });
  it.each(vectors.betaQuantile)('betaQuantile(%d, %d, %d)', (p, alpha, beta, expected) => {
    expectClose(betaQuantile(p!, alpha!, beta!), expected!);
  });
  it.each(vectors.normalCdf)('normalCdf(%d)', (z, expected) => {
    expectClose(normalCdf(z!), expected!);
  });
  it.each(vectors.normalQuantile)('normalQuantile(%d)', (p, expected) => {
    expectClose(normalQuantile(p!), expected!);
  });
  it.each(vectors.logGamma)('logGamma(%d)', (x, expected) => {
    expect(Math.abs(logGamma(x!) - expected!)).toBeLessThanOrEqual(RELATIVE * Math.max(1, Math.abs(expected!)));
  });
});

describe('beta distribution', () => {
  const shape = fc.double({ min: 0.3, max: 5000, noNaN: true });
  const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

  it('quantile undoes cdf', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, alpha, beta) => {
        const x = betaQuantile(p, alpha, beta);
        // Where the density is steep near 1, one unit in the last place of x moves the cdf.
        const step = Number.isFinite(betaPdf(x, alpha, beta)) ? betaPdf(x, alpha, beta) * 2 ** -51 : 1;
        expect(Math.abs(betaCdf(x, alpha, beta) - p)).toBeLessThanOrEqual(1e-11 + step);
      }),
    );
  });

  it('mirrors: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (x, a, b) => {
        expect(betaCdf(x, a, b)).toBeCloseTo(1 - betaCdf(1 - x, b, a), 9);
      }),
    );
  });

  it('rises with x', () => {
    fc.assert(
      fc.property(probability, probability, shape, shape, (x, y, a, b) => {
        const [low, high] = x < y ? [x, y] : [y, x];
        expect(betaCdf(low, a, b)).toBeLessThanOrEqual(betaCdf(high, a, b) + 1e-12);
      }),
    );
  });

  it('ends at 0 and 1', () => {
    expect(betaCdf(-1, 2, 3)).toBe(0);
    expect(betaCdf(2, 2, 3)).toBe(1);
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBe(1);
    expect(betaPdf(0, 0.5, 1)).toBe(Infinity);
    expect(betaPdf(0, 1, 4)).toBe(4);
    expect(betaPdf(1, 2, 2)).toBe(0);
    expect(betaPdf(1.5, 2, 2)).toBe(0);
  });

  it('refuses shapes that are not above 0', () => {
    expect(() => betaCdf(0.5, 0, 1)).toThrow(RangeError);
    expect(() => betaPdf(0.5, 1, -1)).toThrow(RangeError);
    expect(() => betaQuantile(1.2, 1, 1)).toThrow(RangeError);
    expect(() => betaCdf(Number.NaN, 1, 1)).toThrow(RangeError);
  });
});

describe('normal distribution', () => {
  it('is symmetric', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('quantile undoes cdf in the lower half', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 0, noNaN: true }), (z) => {
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 9);
      }),
    );
  });

  it('knows the everyday critical values', () => {
    expect(criticalValue(0.95)).toBeCloseTo(1.959963984540054, 14);
    expect(criticalValue(0.99)).toBeCloseTo(2.5758293035489004, 14);
    expect(twoSidedP(criticalValue(0.9))).toBeCloseTo(0.1, 14);
  });

  it('refuses what is no probability', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
    expect(() => normalCdf(Number.NaN)).toThrow(RangeError);
    expect(() => criticalValue(95)).toThrow(/such as 0.95/);
    expect(() => twoSidedP(Infinity)).toThrow(RangeError);
    expect(() => logGamma(0)).toThrow(RangeError);
  });
});
