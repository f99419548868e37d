import type { Stamp } from '@fieldloop/domain/fact';

/** Parts of a hybrid logical clock reading: 48 bits of milliseconds, 16 of a counter, the device as tie-break. */
export interface StampParts {
  readonly ms: number;
  readonly counter: number;
  readonly device: string;
}

const MAX_MS = 2 ** 48 - 1;
const MAX_COUNTER = 0xffff;

/** A string that sorts like the clock it encodes. */
export function encodeStamp({ ms, counter, device }: StampParts): Stamp {
  if (!Number.isSafeInteger(ms) || ms < 0 || ms > MAX_MS) throw new RangeError(`stamp time ${ms} does not fit 48 bits`);
  if (!Number.isInteger(counter) || counter < 0 || counter > MAX_COUNTER) {
    throw new RangeError(`stamp counter ${counter} does not fit 16 bits`);
  }
  return `${ms.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}-${device}`;
}

/** Undoes `encodeStamp`; undefined when the text is no stamp. */
export function decodeStamp(stamp: Stamp): StampParts | undefined {
  if (!stampPattern.test(stamp)) return undefined;
  return {
    ms: Number.parseInt(stamp.slice(0, 12), 16),
    counter: Number.parseInt(stamp.slice(12, 16), 16),
    device: stamp.slice(17),
  };
}

export const stampPattern = /^[0-9a-f]{16}-[\w.:-]{1,64}$/;

/** Negative, zero or positive, as sorting wants it. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The next reading of this device: later than `last`, and not before `now`.
 * @param now the device's best estimate of server time, ms
 */
export function nextStamp(last: Stamp | undefined, now: number, device: string): Stamp {
  const before = last === undefined ? undefined : decodeStamp(last);
  const wall = Math.min(Math.max(Math.trunc(now), 0), MAX_MS);
  if (!before || wall > before.ms) return encodeStamp({ ms: wall, counter: 0, device });
  if (before.counter < MAX_COUNTER) return encodeStamp({ ms: before.ms, counter: before.counter + 1, device });
  return encodeStamp({ ms: before.ms + 1, counter: 0, device });
}

/** The later of what this device last said and what it has since heard, for the next `nextStamp`. */
export function mergeStamps(own: Stamp | undefined, heard: Stamp): Stamp {
  return own === undefined || own < heard ? heard : own;
}

/**
 * A stamp no later than `latest` (ms): a clock that runs ahead may not win every conflict.
 * @param by the device that sends it: facts written under its former id must not come after its own. Default: as written
 */
export function clampStamp(stamp: Stamp, latest: number, by?: string): Stamp {
  const parts = decodeStamp(stamp);
  if (!parts || parts.ms <= latest) return stamp;
  return encodeStamp({ ms: latest, counter: MAX_COUNTER, device: by ?? parts.device });
}
