import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS } from './limits.ts';
import { clampStamp, compareStamps, decodeStamp, encodeStamp, mergeStamps, nextStamp } from './stamp.ts';

const stamp = fc
  .record({
    ms: fc.oneof(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.integer({ min: 1_782_000_000_000, max: 1_782_000_000_005 })),
    counter: fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xfffe, 0xffff)),
    device: fc.constantFrom('a', 'b', 'device-1', '0197e000-0000-7000-8000-00000000000b'),
  })
  .map(encodeStamp);
const clock = fc.oneof(fc.integer({ min: 0, max: 2 ** 48 - 2 }), fc.integer({ min: 1_782_000_000_000, max: 1_782_000_000_005 }));

describe('merging stamps', () => {
  it('does not care who heard whom first, how often, or in what order', () => {
    fc.assert(
      fc.property(stamp, stamp, stamp, (one, two, three) => {
        expect(mergeStamps(one, two)).toBe(mergeStamps(two, one));
        expect(mergeStamps(one, one)).toBe(one);
        expect(mergeStamps(mergeStamps(one, two), three)).toBe(mergeStamps(one, mergeStamps(two, three)));
        expect(mergeStamps(undefined, one)).toBe(one);
      }),
    );
  });

  it('never goes back, and what is written next is later than all that was heard', () => {
    fc.assert(
      fc.property(fc.array(stamp, { minLength: 1, maxLength: 12 }), clock, (heard, now) => {
        fc.pre(heard.every((each) => (decodeStamp(each)?.ms ?? 0) < 2 ** 48 - 1));
        let last: string | undefined;
        for (const each of heard) {
          const merged = mergeStamps(last, each);
          if (last !== undefined) expect(compareStamps(merged, last)).toBeGreaterThanOrEqual(0);
          last = merged;
        }
        const next = nextStamp(last, now, 'me');
        for (const each of heard) expect(compareStamps(next, each)).toBe(1);
        expect(decodeStamp(next)?.ms).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe('writing stamps', () => {
  it('grows strictly whatever the clock does, through full counters too', () => {
    fc.assert(
      fc.property(stamp, fc.array(clock, { minLength: 1, maxLength: 20 }), (first, readings) => {
        fc.pre((decodeStamp(first)?.ms ?? 0) < 2 ** 48 - 30);
        let last = first;
        for (const now of readings) {
          const next = nextStamp(last, now, 'me');
          expect(compareStamps(next, last)).toBe(1);
          expect(decodeStamp(next)).toMatchObject({ device: 'me' });
          last = next;
        }
      }),
    );
  });

  it('carries a full counter over into the next millisecond', () => {
    const full = encodeStamp({ ms: 1_000, counter: 0xffff, device: 'b' });
    expect(decodeStamp(nextStamp(full, 1_000, 'a'))).toEqual({ ms: 1_001, counter: 0, device: 'a' });
    expect(decodeStamp(nextStamp(full, 0, 'a'))).toEqual({ ms: 1_001, counter: 0, device: 'a' });
  });
});

describe('clamping stamps', () => {
  it('bounds the future, leaves the past alone, and does so once', () => {
    fc.assert(
      fc.property(stamp, clock, (given, now) => {
        const latest = Math.min(now + CLOCK_TOLERANCE_MS, 2 ** 48 - 1);
        const clamped = clampStamp(given, latest);
        expect(decodeStamp(clamped)?.ms).toBeLessThanOrEqual(latest);
        expect(compareStamps(clamped, given)).toBeLessThanOrEqual(0);
        expect(clampStamp(clamped, latest)).toBe(clamped);
        if ((decodeStamp(given)?.ms ?? 0) <= latest) expect(clamped).toBe(given);
      }),
    );
  });

  it('keeps the order of any two', () => {
    fc.assert(
      fc.property(stamp, stamp, clock, (one, two, latest) => {
        const [left, right] = [clampStamp(one, latest), clampStamp(two, latest)];
        const parts = [decodeStamp(one), decodeStamp(two)];
        // Two of the same device, or two that are both early enough; devices break ties of those that are not.
        if (parts[0]?.device === parts[1]?.device && compareStamps(one, two) < 0) expect(compareStamps(left, right)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
