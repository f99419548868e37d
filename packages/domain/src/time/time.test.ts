import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, localDay, localTime, weekdayOf } from './local-time.ts';
import { openPeriods, periodEnding, wholeDays } from './opening.ts';

const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';
const hour = 3_600_000;

describe('local time', () => {
  it('reads hours and days of the site', () => {
    expect(localTime(Date.UTC(2026, 6, 18, 6, 32), shanghai)).toEqual({ day: '2026-07-18', hour: 14, minute: 32, weekday: 6 });
    expect(localDay(Date.UTC(2026, 6, 18, 16), shanghai)).toBe('2026-07-19');
    expect(localTime(Date.UTC(2026, 0, 1, 5, 50), 'Asia/Kathmandu')).toMatchObject({ hour: 11, minute: 35 });
  });

  it('goes there and back wherever the wall clock is unambiguous', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }).map((at) => Math.floor(at / 60_000) * 60_000),
        fc.constantFrom(shanghai, 'Asia/Kathmandu', 'UTC', 'America/Bogota'),
        (at, timeZone) => {
          const { day, hour: h, minute } = localTime(at, timeZone);
          expect(instantOf(day, h * 60 + minute, timeZone)).toBe(at);
        },
      ),
    );
  });

  it('takes the first of two equal wall clocks in autumn and passes the gap in spring', () => {
    expect(instantOf('2026-10-25', 150, berlin)).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(localTime(instantOf('2026-03-29', 150, berlin), berlin)).toMatchObject({ hour: 3, minute: 30 });
    expect(instantOf('2026-03-29', 240, berlin)).toBe(Date.UTC(2026, 2, 29, 2));
  });

  it('counts days by the calendar', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekdayOf('2026-06-22')).toBe(1);
    expect(weekdayOf('2026-06-28')).toBe(7);
  });

  it('refuses what is no day or zone', () => {
    expect(() => instantOf('18/07/2026', 0, shanghai)).toThrow(/2026-07-18/);
    expect(() => addDays('soon', 1)).toThrow(RangeError);
    expect(() => localTime(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('opening hours', () => {
  const hours = { opens: 600, closes: 1_320, timeZone: shanghai };
  const noon = instantOf('2026-07-18', 720, shanghai);

  it('are one period a day, named by the local day', () => {
    const periods = openPeriods(hours, noon - 24 * hour, noon);
    expect(periods.map(({ day }) => day)).toEqual(['2026-07-17', '2026-07-18']);
    expect(periods[1]).toEqual({
      day: '2026-07-18',
      from: instantOf('2026-07-18', 600, shanghai),
      to: instantOf('2026-07-18', 1_320, shanghai),
    });
  });

  it('may pass midnight, written either way', () => {
    const late = openPeriods({ ...hours, closes: 120 }, noon, noon + hour);
    expect(late[0]?.to).toBe(instantOf('2026-07-19', 120, shanghai));
    expect(openPeriods({ ...hours, closes: 1_560 }, noon, noon + hour)).toEqual(late);
    const night = instantOf('2026-07-19', 60, shanghai);
    expect(openPeriods({ ...hours, closes: 120 }, night, night + 1)[0]?.day).toBe('2026-07-18');
  });

  it('leave out the days that the site is shut', () => {
    const weekdays = openPeriods({ ...hours, weekdays: [1, 2, 3, 4, 5] }, noon - 48 * hour, noon + 48 * hour);
    expect(weekdays.map(({ day }) => day)).toEqual(['2026-07-16', '2026-07-17', '2026-07-20']);
  });

  it('whole days have 23 to 25 hours', () => {
    const spring = instantOf('2026-03-29', 720, berlin);
    const [day] = wholeDays(berlin, spring, spring + 1);
    expect((day!.to - day!.from) / hour).toBe(23);
  });

  it('a quarter that ends at closing belongs to the day, one that ends at opening does not', () => {
    const periods = openPeriods(hours, noon, noon + hour);
    expect(periodEnding(periods, periods[0]!.to)?.day).toBe('2026-07-18');
    expect(periodEnding(periods, periods[0]!.from)).toBeUndefined();
  });
});
