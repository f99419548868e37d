import { liveQuery } from 'dexie';
import type { Session } from './session/session.ts';

let offset = 0;

/** The server's time as this device last measured it, ms UTC. Use it for site days, hours and "just now". */
export function serverNow(): number {
  return Date.now() + offset;
}

/** An instant of this device's clock, as the server would have read it. */
export function toServerTime(deviceTime: number): number {
  return deviceTime + offset;
}

/** Follows the offset that pushes and pulls measure; also what another tab measured. */
export function followServerClock(session: Session): () => void {
  const subscription = liveQuery(() => session.outboxDatabase.device.get('current')).subscribe((row) => {
    if (row) offset = row.offset;
  });
  return () => subscription.unsubscribe();
}
