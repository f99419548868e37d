import { logGamma } from './log-gamma.ts';
import { requirePositive, requireWhole } from './require.ts';

export interface CountFit {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  /** variance ÷ mean: 1 for Poisson; what a quasi-Poisson interval is widened by (√). */
  readonly dispersion: number;
  /** Shape of the negative binomial with variance m + m²/k; Infinity when there is no overdispersion. */
  readonly shapeByMoments: number;
  readonly shape: number;
  readonly logLikelihood: number;
  readonly poissonLogLikelihood: number;
}

/**
 * Fits Poisson and negative binomial (NB2) to counts, the shape by moments and by maximum likelihood
 * (Bliss & Fisher 1953). @param frequencies how often 0, 1, 2 … was counted.
 */
export function fitCounts(frequencies: readonly number[]): CountFit {
  let n = 0;
  let sum = 0;
  frequencies.forEach((frequency, count) => {
    requireWhole('frequency', frequency);
    n += frequency;
    sum += frequency * count;
  });
  if (n < 2 || sum === 0) throw new RangeError('counts need at least two observations and one that is above 0');
  const mean = sum / n;
  const squares = frequencies.reduce((total, frequency, count) => total + frequency * (count - mean) ** 2, 0);
  const variance = squares / (n - 1);
  const overdispersed = variance > mean;
  const score = (shape: number) => negativeBinomialLogLikelihood(frequencies, mean, shape);
  const poisson = poissonLogLikelihood(frequencies, mean);
  const shape = overdispersed ? maximize(score, 1e-6, 1e6) : Infinity;
  return {
    n,
    mean,
    variance,
    dispersion: variance / mean,
    shapeByMoments: overdispersed ? (mean * mean) / (variance - mean) : Infinity,
    shape,
    logLikelihood: overdispersed ? score(shape) : poisson,
    poissonLogLikelihood: poisson,
  };
}

/** ln P(K = k) of the negative binomial with this mean and shape (variance m + m²/shape). */
export function negativeBinomialLogPmf(k: number, mean: number, shape: number): number {
  requireWhole('k', k);
  requirePositive('mean', mean);
  requirePositive('shape', shape);
  return (
    logGamma(k + shape) - logGamma(shape) - logGamma(k + 1) +
    shape * Math.log(shape / (shape + mean)) + k * Math.log(mean / (shape + mean))
  );
}

function negativeBinomialLogLikelihood(frequencies: readonly number[], mean: number, shape: number): number {
  return frequencies.reduce((sum, f, k) => sum + (f === 0 ? 0 : f * negativeBinomialLogPmf(k, mean, shape)), 0);
}

function poissonLogLikelihood(frequencies: readonly number[], mean: number): number {
  return frequencies.reduce((sum, f, k) => sum + f * (k * Math.log(mean) - mean - logGamma(k + 1)), 0);
}

/** Golden section on the logarithm: the likelihood of the shape has a single peak. */
function maximize(score: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(from);
  let high = Math.log(to);
  for (let i = 0; i < 200 && high - low > 1e-12; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (score(Math.exp(left)) > score(Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
