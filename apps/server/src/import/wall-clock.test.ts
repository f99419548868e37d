import { localTime } from '@fieldloop/domain/local-time';
import { describe, expect, it } from 'vitest';
import { instantsOf, isDay, wallClockReader } from './wall-clock.ts';

const losAngeles = 'America/Los_Angeles';
const hour = 3_600_000;

describe('a wall clock', () => {
  it('shows most times once', () => {
    expect(instantsOf('2005-07-24', 30, losAngeles)).toEqual([Date.UTC(2005, 6, 24, 7, 30)]);
  });

  it('shows the last hour before autumn twice, and none of the hour that spring skips', () => {
    expect(instantsOf('2005-10-30', 90, losAngeles)).toEqual([Date.UTC(2005, 9, 30, 8, 30), Date.UTC(2005, 9, 30, 9, 30)]);
    expect(instantsOf('2005-04-03', 150, losAngeles)).toEqual([]);
    expect(instantsOf('2026-04-05', 105, 'Australia/Lord_Howe')).toHaveLength(2);
  });

  it('is read in the order of lines where it is ambiguous', () => {
    const read = wallClockReader(losAngeles);
    const clocks = [30, 60, 90, 60, 90, 120];
    const instants = clocks.map((minute) => read('in', '2005-10-30', minute));
    expect(instants.map((at) => localTime(at ?? 0, losAngeles)).map((at) => at.hour * 60 + at.minute)).toEqual(clocks);
    expect(instants.map((at) => ((at ?? 0) - (instants[0] ?? 0)) / hour)).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
  });

  it('keeps series apart: two counters may both show the ambiguous hour once', () => {
    const read = wallClockReader(losAngeles);
    expect(read('in', '2005-10-30', 60)).toBe(read('out', '2005-10-30', 60));
  });

  it('knows the calendar', () => {
    expect(isDay('2005-02-28')).toBe(true);
    expect(isDay('2005-02-29')).toBe(false);
    expect(isDay('2005-13-01')).toBe(false);
  });
});
