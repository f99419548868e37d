import { liveQuery } from 'dexie';
import type { Session } from './session/session.ts';

let offset: number | undefined;

/** The server's time as this device last measured it, ms UTC. Use it for site days, hours and "just now". */
export function serverNow(): number {
  return Date.now() + (offset ?? 0);
}

/** An instant of this device's clock, as the server would have read it. */
export function toServerTime(deviceTime: number): number {
  return deviceTime + (offset ?? 0);
}

/** Begins with what was known when the server last answered, until the session's own measure is read. ms to add. */
export function startServerClock(known: number): void {
  offset ??= known;
}

/** Follows the offset that pushes and pulls measure; also what another tab measured. */
export function followServerClock(session: Session): () => void {
  const subscription = liveQuery(() => session.outboxDatabase.device.get('current')).subscribe((row) => {
    // A device that has never been answered has measured nothing.
    if (row?.epoch !== undefined) offset = row.offset;
  });
  return () => subscription.unsubscribe();
}
