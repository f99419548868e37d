import { stirlingError } from './log-gamma.ts';
import { requirePositive, requireRate } from './require.ts';

const TINY = 1e-300;

/** Density of Beta(alpha, beta) at x. */
export function betaPdf(x: number, alpha: number, beta: number): number {
  requireShape(alpha, beta);
  if (x < 0 || x > 1) return 0;
  if (x === 0) return edgeDensity(alpha, beta);
  if (x === 1) return edgeDensity(beta, alpha);
  return betaKernel(x, 1 - x, alpha, beta) / (x * (1 - x));
}

/** Regularised incomplete beta function I_x(alpha, beta): the cdf of Beta(alpha, beta). */
export function betaCdf(x: number, alpha: number, beta: number): number {
  requireShape(alpha, beta);
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The continued fraction converges fast only below the mean; above it, use the mirror image.
  if (x < (alpha + 1) / (alpha + beta + 2)) return (betaKernel(x, 1 - x, alpha, beta) * fraction(x, alpha, beta)) / alpha;
  return 1 - (betaKernel(x, 1 - x, alpha, beta) * fraction(1 - x, beta, alpha)) / beta;
}

/** x with betaCdf(x) = probability. Newton steps inside a bracket that only ever shrinks. */
export function betaQuantile(probability: number, alpha: number, beta: number): number {
  requireShape(alpha, beta);
  requireRate('probability', probability);
  if (probability === 0 || probability === 1) return probability;
  // Near 1 the unit in the last place is coarse, so solve for the smaller of x and 1 − x.
  if (betaCdf(0.5, alpha, beta) < probability) return 1 - lowerQuantile(1 - probability, beta, alpha);
  return lowerQuantile(probability, alpha, beta);
}

/**
 * x^a y^b / B(a, b) with y = 1 − x given apart, so that nothing is lost when x is next to 1. Through
 * Loader's saddle-point form of the binomial: the logs of three huge gammas would cancel and cost six
 * digits when a and b are in the tens of thousands.
 */
export function betaKernel(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
}

function lowerQuantile(probability: number, alpha: number, beta: number): number {
  let low = 0;
  let high = 0.5;
  let x = Math.min(0.5, alpha / (alpha + beta));
  for (let step = 0; step < 200; step++) {
    const error = betaCdf(x, alpha, beta) - probability;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const newton = x - error / betaPdf(x, alpha, beta);
    // Outside the bracket: halve, geometrically once the answer is known to be tiny.
    const middle = low > 0 ? Math.sqrt(low * high) : high / 16;
    const next = newton > low && newton < high ? newton : middle;
    if (Math.abs(next - x) <= 2 ** -52 * next || next === 0) return next;
    x = next;
  }
  return x;
}

/** k ln(k/m) + m − k without cancellation when k ≈ m (Loader 2000, bd0). */
function deviance(k: number, m: number): number {
  if (Math.abs(k - m) >= 0.1 * (k + m)) return k * Math.log(k / m) + m - k;
  const v = (k - m) / (k + m);
  let sum = (k - m) * v;
  let term = 2 * k * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

/** Continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8) by Lentz' method. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  // It needs about √max(a, b) terms.
  const limit = 200 + 20 * Math.sqrt(Math.max(a, b));
  for (let m = 1; m < limit; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 2 ** -52) return value;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

function edgeDensity(nearShape: number, farShape: number): number {
  if (nearShape < 1) return Infinity;
  return nearShape === 1 ? farShape : 0;
}

function requireShape(alpha: number, beta: number): void {
  requirePositive('alpha', alpha);
  requirePositive('beta', beta);
}
