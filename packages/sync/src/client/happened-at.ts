import type { Fact } from '@fieldloop/domain/fact';
import { CLOCK_TOLERANCE_MS } from '../protocol/limits.ts';

/** The server's time as a device knows it, ms: now, and what to add to its own clock. */
export interface ServerTime {
  readonly now: number;
  readonly offset: number;
}

/**
 * When a fact of this device happened by the server's clock, as the server is going to say it: not before what its
 * author had heard (its stamp), nor after now. Beyond either, the clock was set since the offset was measured.
 * @param known absent while the server has never answered
 */
export function happenedAt({ at, offset, stamp }: Pick<Fact, 'at' | 'offset' | 'stamp'>, known: ServerTime | undefined): number {
  if (!known) return at + offset;
  const latest = known.now + CLOCK_TOLERANCE_MS;
  const heard = Number.parseInt(stamp.slice(0, 12), 16);
  // A stamp of the future was made by a wrong clock, and says nothing.
  const earliest = heard > latest ? 0 : heard - CLOCK_TOLERANCE_MS;
  const possible = [at + offset, at + known.offset].find((each) => each >= earliest && each <= latest);
  return possible ?? Math.min(Math.max(at + offset, earliest), known.now);
}
