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
  /** Who sends it; absent: the device that its stamp names. */
  readonly device?: string | undefined;
  /** Corrected time of the device's last fact whose clock was believed: this one was written after it. */
  readonly previousAt?: number | undefined;
}

/** When a device is known to have written, after one more fact. A time that only its bounds made says nothing of the next. */
export function knownToWriteAt(before: number | undefined, { clock, correctedAt }: { readonly clock: ClockFlag; readonly correctedAt: number }): number | undefined {
  return clock === 'bounded' ? before : Math.max(before ?? 0, correctedAt);
}

/** Facts older than this are rare enough to doubt the clock first, when another reading of it is at hand. */
const DOUBTFUL_MS = 90 * 86_400_000;

/**
 * Corrects a device's clock; never a reason to lose a fact.
 * Believes `at + offset` when that lies between the device's previous fact and now; else the same with the offset
 * measured at this request (the clock was set in between); else the nearer bound. A fact of long ago is believed only
 * if the offset measured now says so too.
 */
export function correctClock(fact: Fact, evidence: ClockEvidence): CorrectedClock {
  const { receivedAt, offsetNow = fact.offset, previousAt = 0 } = evidence;
  const latest = receivedAt + CLOCK_TOLERANCE_MS;
  const earliest = Math.max(0, Math.min(previousAt - CLOCK_TOLERANCE_MS, latest));
  const stamp = clampStamp(fact.stamp, latest, evidence.device);
  const isPossible = (at: number): boolean => at >= earliest && at <= latest;
  const written = fact.at + fact.offset;
  const remeasured = fact.at + offsetNow;
  const isDoubtful = written < receivedAt - DOUBTFUL_MS && remeasured >= receivedAt - DOUBTFUL_MS && isPossible(remeasured);
  if (isPossible(written) && !isDoubtful) return { at: Math.min(written, receivedAt), stamp, flag: 'ok' };
  if (isPossible(remeasured)) return { at: Math.min(remeasured, receivedAt), stamp, flag: 'offset-changed' };
  return { at: Math.min(Math.max(written, earliest), receivedAt), stamp, flag: 'bounded' };
}
