import type { Fact, Stamp } from '@fieldloop/domain/fact';
import { CLOCK_TOLERANCE_MS } from '../protocol/limits.ts';
import { clampStamp } from '../protocol/stamp.ts';
import type { ClockFlag } from './ports.ts';

/** What the server believes about when a fact happened. */
export interface CorrectedClock {
  readonly at: number;
  readonly stamp: Stamp;
  readonly flag: ClockFlag;
}

/** What is known when a batch arrives. All in ms of the server's clock, but for the offset itself. */
export interface ClockEvidence {
  readonly receivedAt: number;
  /** Server time minus device time at this very request; absent for sources without a clock of their own. */
  readonly offsetNow?: number | undefined;
  /** Corrected time of the device's previous fact: this one was written after it. */
  readonly previousAt?: number | undefined;
}

/**
 * Corrects a device's clock; never a reason to lose a fact.
 * Believes `at + offset` when that lies between the device's previous fact and now; else the same with the offset
 * measured at this request (the clock was set in between); else the nearer bound.
 */
export function correctClock(fact: Fact, evidence: ClockEvidence): CorrectedClock {
  const latest = evidence.receivedAt + CLOCK_TOLERANCE_MS;
  const earliest = Math.min((evidence.previousAt ?? 0) - CLOCK_TOLERANCE_MS, latest);
  const stamp = clampStamp(fact.stamp, latest);
  const written = fact.at + fact.offset;
  if (written >= earliest && written <= latest) return { at: Math.min(written, evidence.receivedAt), stamp, flag: 'ok' };
  if (evidence.offsetNow !== undefined) {
    const remeasured = fact.at + evidence.offsetNow;
    if (remeasured >= earliest && remeasured <= latest) {
      return { at: Math.min(remeasured, evidence.receivedAt), stamp, flag: 'offset-changed' };
    }
  }
  return { at: Math.min(Math.max(written, earliest, 0), evidence.receivedAt), stamp, flag: 'bounded' };
}
