import { betaCdf, betaKernel, betaQuantile } from './beta.ts';
import type { Proportion } from './interval.ts';
import { requireCounts, requirePositive } from './require.ts';

export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
}

export interface BetterArm {
  /** Probability that the rate of B is above the rate of A. */
  readonly probabilityBBeatsA: number;
  /** Rate given up on average by choosing A: E max(B − A, 0). As a fraction, 0.0025 is 0.25 points. */
  readonly expectedLossOfA: number;
  /** Rate given up on average by choosing B: E max(A − B, 0). */
  readonly expectedLossOfB: number;
}

const FLAT: BetaPrior = { alpha: 1, beta: 1 };

/**
 * Which of two arms is better, from beta posteriors, by numerical integration of the exact densities:
 * P(B > A) = ∫ f_B F_A, E max(B − A, 0) = ∫ F_A (1 − F_B). No normal approximation.
 */
export function betterArm(a: Proportion, b: Proportion, prior: BetaPrior = FLAT): BetterArm {
  const first = posterior(a, prior);
  const second = posterior(b, prior);
  const angles = breakpoints(first, second);
  let beats = 0;
  let lossOfA = 0;
  let lossOfB = 0;
  integrate(angles, (sine, cosine, weight) => {
    const x = sine * sine;
    const cdfA = betaCdf(x, first.alpha, first.beta);
    const cdfB = betaCdf(x, second.alpha, second.beta);
    // dx = 2 sin θ cos θ dθ, and the density is the kernel ÷ (sin² θ cos² θ).
    const step = 2 * sine * cosine * weight;
    const mass = (2 * weight * betaKernel(x, cosine * cosine, second.alpha, second.beta)) / (sine * cosine);
    beats += mass * cdfA;
    lossOfA += step * cdfA * (1 - cdfB);
    lossOfB += step * cdfB * (1 - cdfA);
  });
  return {
    probabilityBBeatsA: Math.min(1, Math.max(0, beats)),
    expectedLossOfA: lossOfA,
    expectedLossOfB: lossOfB,
  };
}

function posterior({ successes, trials }: Proportion, prior: BetaPrior): BetaPrior {
  requireCounts(successes, trials, true);
  requirePositive('prior.alpha', prior.alpha);
  requirePositive('prior.beta', prior.beta);
  return { alpha: prior.alpha + successes, beta: prior.beta + trials - successes };
}

/** Probabilities at whose quantiles the range is cut, so that a narrow arm beside a wide one is resolved. */
const CUTS = [1e-13, 1e-9, 1e-6, 1e-3, 0.05, 0.3, 0.7, 0.95, 1 - 1e-3, 1 - 1e-6, 1 - 1e-9, 1 - 1e-13];

function breakpoints(a: BetaPrior, b: BetaPrior): number[] {
  const rates = [a, b].flatMap(({ alpha, beta }) => CUTS.map((cut) => betaQuantile(cut, alpha, beta)));
  return rates.map((rate) => Math.asin(Math.sqrt(rate))).toSorted((x, y) => x - y);
}

/**
 * Gauss–Legendre between neighbouring cuts after x = sin²θ, which removes the poles a prior below 1
 * puts at 0 and 1.
 */
function integrate(
  angles: readonly number[],
  visit: (sine: number, cosine: number, weight: number) => void,
): void {
  for (let i = 1; i < angles.length; i++) {
    const from = angles[i - 1] ?? 0;
    const half = ((angles[i] ?? 0) - from) / 2;
    if (half <= 0) continue;
    for (const [node, weight] of NODES) {
      for (const sign of [-1, 1]) {
        const angle = from + half + sign * half * node;
        visit(Math.sin(angle), Math.cos(angle), half * weight);
      }
    }
  }
}

/** Positive nodes and weights of the 16-point Gauss–Legendre rule. */
const NODES: readonly (readonly [node: number, weight: number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.1826034150449236],
  [0.4580167776572274, 0.1691565193950025],
  [0.6178762444026438, 0.1495959888165767],
  [0.755404408355003, 0.1246289712555339],
  [0.8656312023878318, 0.0951585116824928],
  [0.9445750230732326, 0.0622535239386479],
  [0.9894009349916499, 0.0271524594117541],
];
