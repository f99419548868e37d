import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS } from '../protocol/limits.ts';
import { decodeStamp, encodeStamp } from '../protocol/stamp.ts';
import { ToyDevice } from '../testing/toy-device.ts';
import { correctClock } from './correct-clock.ts';

const now = 1_782_129_600_000;
const hour = 3_600_000;
const year = 365 * 24 * hour;
const device = new ToyDevice({} as never, { now }, 'lin');
const fact = (at: number, offset: number) => device.fact('tapped', { count: 1 }, { at, offset });

describe('a corrected clock', () => {
  it('believes the phone and its measured offset', () => {
    expect(correctClock(fact(now - hour - 700, 700), { receivedAt: now, offsetNow: 650 })).toMatchObject({ at: now - hour, flag: 'ok' });
  });

  it('takes the offset of now when the clock was set in between', () => {
    const written = fact(now - year - hour, 0);
    expect(correctClock(written, { receivedAt: now, offsetNow: year, previousAt: now - 2 * hour })).toMatchObject({ at: now - hour, flag: 'offset-changed' });
    expect(correctClock(written, { receivedAt: now, offsetNow: year })).toMatchObject({ at: now - hour, flag: 'offset-changed' });
  });

  it('believes a phone that really was away for long', () => {
    expect(correctClock(fact(now - year, 0), { receivedAt: now, offsetNow: 10 })).toMatchObject({ at: now - year, flag: 'ok' });
  });

  it('keeps a fact whose clock makes no sense between the previous one and now', () => {
    expect(correctClock(fact(now + year, 0), { receivedAt: now, offsetNow: 0 })).toMatchObject({ at: now, flag: 'bounded' });
    const early = correctClock(fact(now - year, 0), { receivedAt: now, offsetNow: 0, previousAt: now - hour });
    expect(early).toMatchObject({ at: now - hour - CLOCK_TOLERANCE_MS, flag: 'bounded' });
  });

  it('never loses a fact, never puts one into the future, never lets a stamp win from there', () => {
    const instant = fc.integer({ min: -8e15, max: 8e15 });
    fc.assert(
      fc.property(instant, instant, instant, fc.option(fc.nat(now), { nil: undefined }), fc.nat(2 ** 47), (at, offset, offsetNow, previousAt, ms) => {
        const written = { ...fact(now, offset), at, stamp: encodeStamp({ ms, counter: 1, device: 'd' }) };
        const corrected = correctClock(written, { receivedAt: now, offsetNow, previousAt });
        expect(Number.isSafeInteger(corrected.at)).toBe(true);
        expect(corrected.at).toBeLessThanOrEqual(now);
        expect(corrected.at).toBeGreaterThanOrEqual((previousAt ?? CLOCK_TOLERANCE_MS) - CLOCK_TOLERANCE_MS);
        expect(decodeStamp(corrected.stamp)?.ms).toBeLessThanOrEqual(now + CLOCK_TOLERANCE_MS);
      }),
    );
  });
});
