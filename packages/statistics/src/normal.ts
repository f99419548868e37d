import { requireConfidence, requireFinite } from './require.ts';

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
}

/** P(Z ≤ z), with full relative accuracy in the lower tail. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('z must be a number');
  if (z > 0) return 1 - lowerTail(-z);
  return lowerTail(z);
}

/** z with P(Z ≤ z) = probability, 0 < probability < 1: Wichura's AS 241, relative error 1e-16. */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`probability must lie between 0 and 1; got ${probability}`);
  }
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_UP, r)) / polynomial(CENTRE_DOWN, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const size =
    r <= 5
      ? polynomial(MIDDLE_UP, r - 1.6) / polynomial(MIDDLE_DOWN, r - 1.6)
      : polynomial(TAIL_UP, r - 5) / polynomial(TAIL_DOWN, r - 5);
  return q < 0 ? -size : size;
}

/** The two-sided critical value: 1.959964 for a confidence of 0.95. */
export function criticalValue(confidence: number): number {
  requireConfidence(confidence);
  return -normalQuantile((1 - confidence) / 2);
}

/** Two-sided p value of a z statistic. */
export function twoSidedP(z: number): number {
  requireFinite('z', z);
  return 2 * lowerTail(-Math.abs(z));
}

/** Φ(z) for z ≤ 0: a series of positive terms near 0, the continued fraction of Mills' ratio beyond. */
function lowerTail(z: number): number {
  const x = -z;
  if (x > 39) return 0;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let odd = 3; term > sum * 2 ** -54; odd += 2) {
      term *= (x * x) / odd;
      sum += term;
    }
    return 0.5 - normalPdf(x) * sum;
  }
  let mills = x;
  for (let i = 200; i > 0; i--) mills = x + i / mills;
  return normalPdf(x) / mills;
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const CENTRE_UP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
  45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTRE_DOWN = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
  39307.89580009271, 28729.085735721943, 5226.495278852854,
];
const MIDDLE_UP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
  1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_DOWN = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
  0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
];
const TAIL_UP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const TAIL_DOWN = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
