import { expect, it } from 'vitest';
import { minuteClock, minuteOfSiteDay, siteDaySpan, siteHourSpan } from './site-time.ts';

const shanghai = 'Asia/Shanghai';
const half = Date.UTC(2026, 5, 27, 6, 30);

it('knows the day, hour and minute at the site, not of the phone', () => {
  expect(siteDaySpan(half, shanghai)).toEqual({ day: '2026-06-27', from: Date.UTC(2026, 5, 26, 16), to: Date.UTC(2026, 5, 27, 16) });
  expect(siteHourSpan(half, shanghai)).toEqual({ hour: 14, from: Date.UTC(2026, 5, 27, 6), to: Date.UTC(2026, 5, 27, 7) });
  expect(minuteOfSiteDay(half, shanghai)).toBe(14 * 60 + 30);
});

it('gives a day of 23 hours its own length', () => {
  const { from, to } = siteDaySpan(Date.UTC(2026, 2, 29, 12), 'Europe/Berlin');
  expect((to - from) / 3_600_000).toBe(23);
});

it('writes a minute as a clock, past midnight too', () => {
  expect([minuteClock(580), minuteClock(0), minuteClock(1_470)]).toEqual(['09:40', '00:00', '00:30']);
});
