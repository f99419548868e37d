import { logGamma } from './log-gamma.ts';
import { requirePositive, requireWhole } from './require.ts';

/** P(K = k) of n trials whose rate is itself drawn from Beta(alpha, beta). */
export function betaBinomialPmf(k: number, n: number, alpha: number, beta: number): number {
  requireArguments(n, alpha, beta);
  if (!Number.isInteger(k) || k < 0 || k > n) return 0;
  return Math.exp(logChoose(n, k) + logBeta(k + alpha, n - k + beta) - logBeta(alpha, beta));
}

/** P(K ≤ k): the tail that tells a sudden drop from an ordinary quarter. */
export function betaBinomialCdf(k: number, n: number, alpha: number, beta: number): number {
  requireArguments(n, alpha, beta);
  if (Number.isNaN(k)) throw new RangeError('k must be a number');
  if (k >= n) return 1;
  const upTo = Math.floor(k);
  // Sum the shorter tail: fewer terms and no loss when the answer is near 0.
  if (upTo > n / 2) return 1 - sumBetween(upTo + 1, n, n, alpha, beta);
  return sumBetween(0, upTo, n, alpha, beta);
}

function sumBetween(from: number, to: number, n: number, alpha: number, beta: number): number {
  let sum = 0;
  for (let k = from; k <= to; k++) sum += betaBinomialPmf(k, n, alpha, beta);
  return Math.min(1, sum);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

function requireArguments(n: number, alpha: number, beta: number): void {
  requireWhole('n', n);
  requirePositive('alpha', alpha);
  requirePositive('beta', beta);
}
