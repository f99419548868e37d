import { criticalValue, normalQuantile } from './normal.ts';
import { requirePositive, requireRate } from './require.ts';

/**
 * Visitors needed, at the observed rate, before the upper Wilson limit falls below the target.
 * The limit is below when n > z² t(1 − t)/(t − p)². Infinity when the observed rate is not below the target:
 * at this rate it never will.
 */
export function visitorsUntilBelow(target: number, observedRate: number, confidence = 0.95): number {
  requireTarget(target);
  requireRate('observedRate', observedRate);
  const z = criticalValue(confidence);
  const gap = target - observedRate;
  return gap > 0 ? Math.floor((z * z * target * (1 - target)) / (gap * gap)) + 1 : Infinity;
}

/** Visitors needed, at the observed rate, before the lower Wilson limit rises above the target. */
export function visitorsUntilAbove(target: number, observedRate: number, confidence = 0.95): number {
  requireTarget(target);
  requireRate('observedRate', observedRate);
  return visitorsUntilBelow(1 - target, 1 - observedRate, confidence);
}

export interface Planning {
  /** Chance of finding the difference if it is there. Default 0.8. */
  readonly power?: number;
  /** Two-sided. Default 0.95. */
  readonly confidence?: number;
  /** See `designEffect`. Default 1: visitors independent of each other. */
  readonly designEffect?: number;
}

/**
 * Visitors per arm to find a change from one rate to another, by the normal test with pooled variance
 * under the null (Fleiss 1981 without continuity correction), to the nearest visitor.
 */
export function sampleSizePerArm(from: number, to: number, planning: Planning = {}): number {
  const { power = 0.8, confidence = 0.95, designEffect: effect = 1 } = planning;
  requireRate('from', from);
  requireRate('to', to);
  if (from === to) throw new RangeError('from and to must differ: no sample finds no difference');
  if (!(power > 0 && power < 1)) throw new RangeError(`power must lie between 0 and 1; got ${power}`);
  requirePositive('designEffect', effect);
  const mean = (from + to) / 2;
  const underNull = criticalValue(confidence) * Math.sqrt(2 * mean * (1 - mean));
  const underChange = normalQuantile(power) * Math.sqrt(from * (1 - from) + to * (1 - to));
  return Math.round((effect * (underNull + underChange) ** 2) / (from - to) ** 2);
}

/** 1 + (m − 1)ρ: how many more visitors are needed when they come in clusters of m, correlated by ρ. */
export function designEffect(clusterSize: number, correlation: number): number {
  if (!(clusterSize >= 1)) throw new RangeError(`clusterSize must be 1 or more; got ${clusterSize}`);
  requireRate('correlation', correlation);
  return 1 + (clusterSize - 1) * correlation;
}

function requireTarget(target: number): void {
  if (!(target > 0 && target < 1)) {
    throw new RangeError(`target must lie between 0 and 1; got ${target}`);
  }
}
