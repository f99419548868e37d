import type { Interval, Proportion } from './interval.ts';
import { requireConfidence, requireCounts, requirePositive } from './require.ts';

/**
 * Half the width of an asymptotic confidence sequence: an interval that may be looked at after every visitor and
 * still misses with probability 1 − confidence over the whole run (Waudby-Smith et al. 2021, two-sided).
 * √(n·SE²)·√(2(nρ²+1)/(n²ρ²)·ln(√(nρ²+1)/α)), ρ = √((−2 ln α + ln(−2 ln α + 1))/N*).
 * @param planned N*, the number of visitors at which the sequence is to be narrowest.
 */
export function sequenceHalfWidth(standardError: number, n: number, planned: number, confidence = 0.95): number {
  requireConfidence(confidence);
  requirePositive('planned', planned);
  requirePositive('n', n);
  if (!(standardError >= 0)) throw new RangeError(`standardError must be 0 or more; got ${standardError}`);
  const alpha = 1 - confidence;
  const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / planned;
  const spread = n * rho2 + 1;
  return standardError * Math.sqrt(n) * Math.sqrt(((2 * spread) / (n * n * rho2)) * Math.log(Math.sqrt(spread) / alpha));
}

export interface Lift extends Interval {
  readonly lift: number;
  readonly standardError: number;
}

export interface SequencePlan {
  readonly planned: number;
  readonly confidence?: number;
}

/** p_B − p_A while looking all the time. */
export function sequenceDifference(a: Proportion, b: Proportion, { planned, confidence = 0.95 }: SequencePlan): Lift {
  const [first, second] = [momentsOf(a), momentsOf(b)];
  const standardError = Math.sqrt(first.variance + second.variance);
  return around(second.rate - first.rate, standardError, a.trials + b.trials, planned, confidence);
}

/** p_B ÷ p_A − 1 while looking all the time, by the delta method. @throws RangeError when A has no success. */
export function sequenceRelativeLift(a: Proportion, b: Proportion, { planned, confidence = 0.95 }: SequencePlan): Lift {
  const [first, second] = [momentsOf(a), momentsOf(b)];
  if (first.rate === 0) throw new RangeError('a relative lift needs a success in arm A');
  const ratio = second.rate / first.rate;
  const standardError = Math.sqrt(second.variance + first.variance * ratio * ratio) / first.rate;
  return around(ratio - 1, standardError, a.trials + b.trials, planned, confidence);
}

/**
 * Interval of one rate that holds at every look at once: all p with (n + 1)·P(K = k | n, p) > α
 * (Robbins 1970, uniform prior).
 */
export function robbinsInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireConfidence(confidence);
  requireCounts(successes, trials);
  const rate = successes / trials;
  const bound = Math.log(1 - confidence) - Math.log(trials + 1) - logLikelihoodPeak(successes, trials);
  const likely = (p: number) => logLikelihood(successes, trials, p) - logLikelihood(successes, trials, rate) > bound;
  return {
    low: successes === 0 ? 0 : bisect(0, rate, likely),
    high: successes === trials ? 1 : bisect(1, rate, likely),
  };
}

function momentsOf({ successes, trials }: Proportion): { rate: number; variance: number } {
  requireCounts(successes, trials);
  const rate = successes / trials;
  return { rate, variance: (rate * (1 - rate)) / trials };
}

function around(lift: number, standardError: number, n: number, planned: number, confidence: number): Lift {
  const half = sequenceHalfWidth(standardError, n, planned, confidence);
  return { lift, standardError, low: lift - half, high: lift + half };
}

function logLikelihood(k: number, n: number, p: number): number {
  return (k === 0 ? 0 : k * Math.log(p)) + (k === n ? 0 : (n - k) * Math.log(1 - p));
}

/** ln P(K = k | n, k/n). */
function logLikelihoodPeak(k: number, n: number): number {
  let choose = 0;
  const few = Math.min(k, n - k);
  for (let i = 1; i <= few; i++) choose += Math.log((n - few + i) / i);
  return choose + logLikelihood(k, n, k / n);
}

function bisect(outside: number, inside: number, holds: (p: number) => boolean): number {
  let [out, within] = [outside, inside];
  for (let i = 0; i < 200 && Math.abs(within - out) > 1e-15; i++) {
    const middle = (out + within) / 2;
    if (holds(middle)) within = middle;
    else out = middle;
  }
  return within;
}
