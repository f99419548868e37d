import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designEffect, sampleSizePerArm, visitorsUntilAbove, visitorsUntilBelow } from './sample-size.ts';
import { wilsonInterval } from './wilson.ts';

describe('visitors until the interval clears the target', () => {
  it.each([
    [0.2, 0.1, 62],
    [0.2, 0.12, 97],
    [0.2, 0.15, 246],
    [0.2, 0.18, 1537],
    [0.3, 0.2, 81],
    [0.3, 0.25, 323],
    [0.1, 0.05, 139],
    [0.03, 0.01, 280],
  ])('target %d at %d needs %d', (target, observed, visitors) => {
    expect(visitorsUntilBelow(target, observed)).toBe(visitors);
  });

  it('agrees with the Wilson limit itself where the count is whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 1, max: 60 }), (percent, blocks) => {
        const trials = blocks * 100;
        const below = wilsonInterval(blocks * percent, trials, 0.95).high < 0.2;
        expect(trials >= visitorsUntilBelow(0.2, percent / 100)).toBe(below);
      }),
    );
  });

  it('above is the mirror image of below', () => {
    expect(visitorsUntilAbove(0.2, 0.3)).toBe(visitorsUntilBelow(0.8, 0.7));
    const needed = visitorsUntilAbove(0.25, 0.5);
    expect(wilsonInterval(Math.ceil(needed / 2) * 1, Math.ceil(needed / 2) * 2).low).toBeGreaterThan(0.25);
  });

  it('is never reached at a rate on the wrong side', () => {
    expect(visitorsUntilBelow(0.2, 0.2)).toBe(Infinity);
    expect(visitorsUntilBelow(0.2, 0.3)).toBe(Infinity);
    expect(visitorsUntilAbove(0.2, 0.1)).toBe(Infinity);
  });

  it('refuses targets that no interval can clear', () => {
    expect(() => visitorsUntilBelow(0, 0.1)).toThrow(RangeError);
    expect(() => visitorsUntilAbove(1, 0.1)).toThrow(RangeError);
    expect(() => visitorsUntilBelow(0.2, 1.1)).toThrow(RangeError);
  });
});

describe('sample per arm', () => {
  it.each([
    [0.1, 0.12, 3841],
    [0.1, 0.15, 686],
    [0.2, 0.25, 1094],
    [0.3, 0.35, 1376],
  ])('%d → %d at 80 %% power: %d', (from, to, visitors) => {
    expect(sampleSizePerArm(from, to)).toBe(visitors);
  });

  it('grows with the design effect', () => {
    expect(designEffect(21, 0.05)).toBeCloseTo(2, 12);
    const plain = sampleSizePerArm(0.1, 0.12);
    expect(sampleSizePerArm(0.1, 0.12, { designEffect: 2 }) / plain).toBeCloseTo(2, 2);
    expect(sampleSizePerArm(0.1, 0.12, { power: 0.9 })).toBeGreaterThan(plain);
    expect(sampleSizePerArm(0.1, 0.12, { confidence: 0.99 })).toBeGreaterThan(plain);
  });

  it('refuses what has no answer', () => {
    expect(() => sampleSizePerArm(0.1, 0.1)).toThrow(RangeError);
    expect(() => sampleSizePerArm(0.1, 0.2, { power: 1 })).toThrow(RangeError);
    expect(() => sampleSizePerArm(0.1, 0.2, { designEffect: 0 })).toThrow(RangeError);
    expect(() => designEffect(0, 0.1)).toThrow(RangeError);
    expect(() => designEffect(5, 2)).toThrow(RangeError);
  });
});
