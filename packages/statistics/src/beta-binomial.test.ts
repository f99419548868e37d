import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import oracles from './oracles.json' with { type: 'json' };
import { betaBinomialCdf, betaBinomialPmf } from './beta-binomial.ts';
import { betterArm } from './better-arm.ts';

const shape = fc.double({ min: 0.5, max: 200, noNaN: true });

describe('beta-binomial distribution', () => {
  it.each(oracles.betabinom)('%s(%d; %d, %d, %d)', (kind, k, n, alpha, beta, value) => {
    const distribution = kind === 'pmf' ? betaBinomialPmf : betaBinomialCdf;
    expect(distribution(Number(k), Number(n), Number(alpha), Number(beta))).toBeCloseTo(Number(value), 10);
  });

  it('adds up to 1, and the cdf is the running sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), shape, shape, (n, alpha, beta) => {
        let sum = 0;
        for (let k = 0; k <= n; k++) {
          sum += betaBinomialPmf(k, n, alpha, beta);
          expect(betaBinomialCdf(k, n, alpha, beta)).toBeCloseTo(sum, 10);
        }
        expect(sum).toBeCloseTo(1, 10);
      }),
    );
  });

  it('with a flat prior every count is as likely', () => {
    expect(betaBinomialPmf(4, 9, 1, 1)).toBeCloseTo(0.1, 12);
    expect(betaBinomialCdf(4.5, 9, 1, 1)).toBeCloseTo(0.5, 12);
  });

  it('gives nothing to counts that cannot be', () => {
    expect(betaBinomialPmf(-1, 9, 1, 1)).toBe(0);
    expect(betaBinomialPmf(2.5, 9, 1, 1)).toBe(0);
    expect(betaBinomialCdf(-1, 9, 1, 1)).toBe(0);
    expect(betaBinomialCdf(9, 9, 1, 1)).toBe(1);
  });

  it('refuses wrong arguments', () => {
    expect(() => betaBinomialPmf(1, -2, 1, 1)).toThrow(RangeError);
    expect(() => betaBinomialCdf(1, 2, 0, 1)).toThrow(RangeError);
    expect(() => betaBinomialCdf(Number.NaN, 2, 1, 1)).toThrow(RangeError);
  });
});

describe('better arm', () => {
  it.each(oracles.betaAB)('probability and losses of $a and $b', ({ a, b, prior, pBgtA, lossA, lossB }) => {
    const result = betterArm(
      { successes: a[0]!, trials: a[1]! },
      { successes: b[0]!, trials: b[1]! },
      { alpha: prior[0]!, beta: prior[1]! },
    );
    expect(result.probabilityBBeatsA).toBeCloseTo(pBgtA, 9);
    expect(result.expectedLossOfA).toBeCloseTo(lossA, 9);
    expect(result.expectedLossOfB).toBeCloseTo(lossB, 9);
  });

  const arm = fc
    .integer({ min: 0, max: 50_000 })
    .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));

  it('the losses differ by the difference of the posterior means', () => {
    fc.assert(
      fc.property(arm, arm, shape, shape, (a, b, alpha, beta) => {
        const mean = (x: typeof a) => (x.successes + alpha) / (x.trials + alpha + beta);
        const result = betterArm(a, b, { alpha, beta });
        expect(result.expectedLossOfA - result.expectedLossOfB).toBeCloseTo(mean(b) - mean(a), 9);
      }),
      { numRuns: 60 },
    );
  });

  it('the two probabilities add up to 1', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const sum = betterArm(a, b).probabilityBBeatsA + betterArm(b, a).probabilityBBeatsA;
        expect(sum).toBeCloseTo(1, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a Jeffreys prior, whose density is infinite at the ends', () => {
    const half = { alpha: 0.5, beta: 0.5 };
    const result = betterArm({ successes: 0, trials: 0 }, { successes: 0, trials: 0 }, half);
    expect(result.probabilityBBeatsA).toBeCloseTo(0.5, 9);
  });

  it('refuses a prior that is not above 0', () => {
    const arms = { successes: 1, trials: 2 };
    expect(() => betterArm(arms, arms, { alpha: 0, beta: 1 })).toThrow(RangeError);
    expect(() => betterArm({ successes: 3, trials: 2 }, arms)).toThrow(RangeError);
  });
});
