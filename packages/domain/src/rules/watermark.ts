import { bucketStart } from '../facts/tally.ts';

/** A bucket waits no longer than this for a phone that does not sync. */
export const watermarkCeilingMs = 2 * 3_600_000;

export interface DeviceOnShift {
  /** Up to when everything of this device has arrived; absent when nothing has. */
  readonly syncedUpTo?: number | undefined;
}

export interface Watermark {
  /** Buckets that end here or earlier are closed. A bucket boundary. */
  readonly closedUpTo: number;
  /** Devices that had not synced past the last finished quarter. */
  readonly late: number;
  /** The ceiling, not the phones, closed the last bucket: late facts may still come. */
  readonly forced: boolean;
}

/** Up to when a site can be judged: its slowest phone on shift, but never more than the ceiling behind now. */
export function watermarkOf(
  devices: readonly DeviceOnShift[],
  now: number,
  ceilingMs: number = watermarkCeilingMs,
): Watermark {
  const finished = bucketStart(now);
  const floor = bucketStart(now - ceilingMs);
  const slowest = devices.reduce((lowest, d) => Math.min(lowest, d.syncedUpTo ?? -Infinity), now);
  const late = devices.filter((d) => (d.syncedUpTo ?? -Infinity) < finished).length;
  const forced = slowest < floor;
  return { closedUpTo: forced ? floor : bucketStart(slowest), late, forced };
}
