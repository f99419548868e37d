import { describe, expect, it } from 'vitest';
import { changesOf, differences, fallen, weakestStep } from './differences.ts';

const minute = 60_000;
// The session of day 3 at 20:30 and 21:00: shares .27/.55, .22/.50 and .18/.45 of its totals.
const first = { at: 30 * minute, totals: { exposure: 2_403, viewer: 505, impression: 293, click: 82, order: 3, amountMinor: 87_500 } };
const second = { at: 60 * minute, totals: { exposure: 4_895, viewer: 1_029, impression: 665, click: 186, order: 8, amountMinor: 218_800 } };

describe('differences', () => {
  it('takes the first reading as it stands, without a pace', () => {
    expect(differences(undefined, first)[0]).toEqual({ total: 'exposure', change: 2_403, perMinute: undefined });
  });

  it('subtracts and divides by the minutes between', () => {
    expect(differences(first, second).find(({ total }) => total === 'viewer')).toEqual({ total: 'viewer', change: 524, perMinute: 524 / 30 });
  });

  it('leaves out what was not typed', () => {
    expect(differences(first, second).map(({ total }) => total)).not.toContain('follow');
  });

  it('has no pace between two readings of one minute', () => {
    expect(differences(second, second)[0]?.perMinute).toBeUndefined();
  });
});

it('names totals that went down', () => {
  expect(fallen(second, { exposure: 489, viewer: 1_100 })).toEqual(['exposure']);
  expect(fallen(undefined, { exposure: 1 })).toEqual([]);
});

describe('weakestStep', () => {
  const usual = { exposure: 10_000, viewer: 2_800, impression: 2_200, click: 800, order: 66 };

  it('marks the step that fell furthest below its own reference', () => {
    const recent = { exposure: 1_000, viewer: 275, impression: 110, click: 38, order: 3 };
    expect(weakestStep(recent, usual)?.step).toEqual(['viewer', 'impression']);
  });

  it('does not mark the last step only because it is always the smallest', () => {
    const recent = { exposure: 1_000, viewer: 280, impression: 220, click: 80, order: 7 };
    expect(weakestStep(recent, usual)).toBeUndefined();
  });

  it('says nothing of a step whose total the platform took back', () => {
    expect(weakestStep({ exposure: 1_000, viewer: 280, impression: -20, click: 8 }, usual)).toBeUndefined();
  });

  it('says nothing on few people', () => {
    expect(weakestStep({ exposure: 20, viewer: 1 }, usual)).toBeUndefined();
    expect(weakestStep(changesOf(first, second), {})).toBeUndefined();
  });
});
