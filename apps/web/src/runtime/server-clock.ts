import { liveQuery } from 'dexie';
import type { ServerTime } from '@fieldloop/sync/client';
import type { Session } from './session/session.ts';

/** One exchange with the server. `mono`: the reading here of a clock that nobody sets, since then or later. */
interface Measure {
  readonly offset: number;
  readonly heardAt: number;
  readonly mono: number;
}

let measure: Measure | undefined;

/** How much two clocks may drift apart before one of them was set. */
const driftMs = 2 * 60_000;
/** More than a page is left asleep within a working day. */
const sleepMs = 12 * 3_600_000;

/**
 * The server's time as this device knows it best, ms UTC. Use it for site days, hours and "just now". Is what was last
 * measured impossible or far-fetched, the clock was set since: then its own reading holds, if that is possible.
 */
export function serverNow(): number {
  const now = Date.now();
  if (!measure) return now;
  const { offset, heardAt, mono } = measure;
  const believed = now + offset;
  // Not earlier than this; later if the device has slept.
  const least = heardAt + performance.now() - mono;
  if (believed < least - driftMs) return Math.max(now, least);
  const wasSetRight = now >= least - driftMs && offset > (now > least + driftMs ? sleepMs : driftMs);
  return wasSetRight ? now : believed;
}

/** The same with what to add to this device's clock; undefined while the server has never answered. */
export function serverTime(): ServerTime | undefined {
  if (!measure) return undefined;
  const now = serverNow();
  return { now, offset: now - Date.now() };
}

/** An instant of this device's clock, as the server would have read it. */
export function toServerTime(deviceTime: number): number {
  return deviceTime + (serverTime()?.offset ?? 0);
}

/** Begins with what was known when the server last answered (`heardAt`, its time), until the session's own measure is read. */
export function startServerClock(offset: number, heardAt: number): void {
  if (!measure) take(offset, heardAt);
}

/** Follows the offset that pushes and pulls measure; also what another tab measured. */
export function followServerClock(session: Session): () => void {
  const subscription = liveQuery(() => session.outboxDatabase.device.get('current')).subscribe((row) => {
    // A device that has never been answered has measured nothing; each tap writes the row again.
    if (row?.epoch !== undefined) take(row.offset, row.heardAt ?? 0);
  });
  return () => subscription.unsubscribe();
}

function take(offset: number, heardAt: number): void {
  if (measure?.offset !== offset || measure.heardAt !== heardAt) measure = { offset, heardAt, mono: performance.now() };
}
