import type { LiveSession } from '@fieldloop/domain/records/live-session';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { expect, it } from 'vitest';
import { latestDifferences, liveReadingPayload, previousSession, weakestLately } from './session-readings.ts';

const minute = 60_000;
const start = Date.UTC(2026, 5, 24, 12);
const reading = (id: string, at: number, total: Record<string, number>) => ({ id, by: 'li-hang', readAt: start + at * minute, since: start, basis: 'people' as const, total, delta: {}, currency: 'CNY' });
const session = (id: string, readings: LiveSession['readings'], startedAt = start): LiveSession => ({ id, startedAt, readings, marks: [] });

it('turns typed totals into a fact with the differences worked out', () => {
  const live = session('l-1', [reading('r-1', 30, { exposure: 2_403, viewer: 505, order: 3, gmvMinor: 87_500 })]);
  const payload = liveReadingPayload(live, { exposure: 4_895, viewer: 1_029, order: 8, amountMinor: 218_800 }, start + 60 * minute, 'CNY', 'r-2');
  expect(payload).toMatchObject({ since: start + 30 * minute, delta: { exposure: 2_492, viewer: 524, order: 5, gmvMinor: 131_300 }, total: { gmvMinor: 218_800 } });
  expect(floorFacts.get('live-reading')?.payload.safeParse(payload).success).toBe(true);
});

it('takes the start of the session for the first reading', () => {
  expect(liveReadingPayload(session('l-1', []), { viewer: 10 }, start + 5 * minute, 'CNY', 'r-1')).toMatchObject({ since: start, delta: { viewer: 10 } });
});

it('shows the newest beside the one before', () => {
  const live = session('l-1', [reading('r-1', 30, { viewer: 505 }), reading('r-2', 60, { viewer: 1_029 })]);
  expect(latestDifferences(live)).toEqual([{ total: 'viewer', change: 524, perMinute: 524 / 30 }]);
});

it('compares steps with the last session, and with this one when there is none', () => {
  const usual = { exposure: 8_900, viewer: 1_870, impression: 1_330, click: 372, order: 17 };
  const before = session('l-0', [reading('r-0', 120, usual)], start - 1_000 * minute);
  const live = session('l-1', [reading('r-1', 30, usual), reading('r-2', 60, { exposure: 10_900, viewer: 2_290, impression: 1_480, click: 414, order: 19 })]);
  expect(weakestLately(live, previousSession(live, [live, before]))).toMatchObject({ step: ['viewer', 'impression'], against: 'previous' });
  expect(weakestLately(live, undefined)).toMatchObject({ against: 'session' });
  expect(weakestLately(session('l-2', []), before)).toBeUndefined();
});
