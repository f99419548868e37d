import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampStamp, compareStamps, decodeStamp, encodeStamp, mergeStamps, nextStamp } from './stamp.ts';

const parts = fc.record({ ms: fc.nat(2 ** 47), counter: fc.nat(0xffff), device: fc.constantFrom('a', 'b', '0197-x') });

describe('a stamp', () => {
  it('survives the way into text and back', () => {
    fc.assert(fc.property(parts, (each) => {
      expect(decodeStamp(encodeStamp(each))).toEqual(each);
    }));
  });

  it('sorts as text by time, then counter, then device', () => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const wanted = left.ms - right.ms || left.counter - right.counter || (left.device < right.device ? -1 : left.device > right.device ? 1 : 0);
        expect(Math.sign(compareStamps(encodeStamp(left), encodeStamp(right)))).toBe(Math.sign(wanted));
      }),
    );
  });

  it('grows with every write, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000, max: 2_000_000_000_000 }), { minLength: 2 }), (clock) => {
        let last: string | undefined;
        for (const now of clock) {
          const next = nextStamp(last, now, 'device');
          if (last !== undefined) expect(next > last).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('carries over into the next millisecond when the counter is full', () => {
    const full = encodeStamp({ ms: 5, counter: 0xffff, device: 'a' });
    expect(decodeStamp(nextStamp(full, 3, 'a'))).toEqual({ ms: 6, counter: 0, device: 'a' });
  });

  it('is later than what was heard', () => {
    const heard = encodeStamp({ ms: 900, counter: 4, device: 'server' });
    expect(nextStamp(mergeStamps(undefined, heard), 100, 'a') > heard).toBe(true);
    expect(mergeStamps(heard, encodeStamp({ ms: 1, counter: 0, device: 'z' }))).toBe(heard);
  });

  it('is clamped when it lies ahead, and left alone when not', () => {
    const ahead = encodeStamp({ ms: 10_000, counter: 2, device: 'a' });
    expect(decodeStamp(clampStamp(ahead, 4_000))).toMatchObject({ ms: 4_000, device: 'a' });
    expect(clampStamp(ahead, 10_000)).toBe(ahead);
    expect(decodeStamp(clampStamp(ahead, 4_000, 'z'))).toMatchObject({ ms: 4_000, device: 'z' });
    expect(clampStamp(ahead, 10_000, 'z')).toBe(ahead);
  });

  it('refuses what does not fit', () => {
    expect(() => encodeStamp({ ms: -1, counter: 0, device: 'a' })).toThrow(RangeError);
    expect(() => encodeStamp({ ms: 2 ** 48, counter: 0, device: 'a' })).toThrow(RangeError);
    expect(() => encodeStamp({ ms: 1, counter: 0x10000, device: 'a' })).toThrow(RangeError);
    expect(decodeStamp('nonsense')).toBeUndefined();
  });
});
