import * as z from 'zod/mini';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import type { Payloads } from '@fieldloop/domain/payloads';
import { wilsonInterval } from '@fieldloop/statistics';
import { describe, expect, it } from 'vitest';
import { instantOf, testCalendar } from '../story/calendar.ts';
import { liveDay } from './live-day.ts';

const days = [29, 30, 31, 32, 33, 34, 35];
const told = new Map(days.map((day) => [day, liveDay(testCalendar, day)]));

function counted(day: number, from: string, until: string): { passers: number; entered: number } {
  const taps = (told.get(day) ?? []).filter(({ name, at }) =>
    name === 'people-counted' && at >= instantOf(testCalendar, day, from) && at < instantOf(testCalendar, day, until));
  const sum = (counter: string) => taps.map(({ payload }) => payload as Payloads['people-counted'])
    .filter((payload) => payload.counter === counter).reduce((all, { count }) => all + count, 0);
  return { passers: sum('passedBy') + sum('entered'), entered: sum('entered') };
}

describe('a day after the story', () => {
  it.each(days)('day %i is as busy as the last week, but for the blocked door', (day) => {
    const { passers } = counted(day, '10:00', '22:00');
    const mean = day >= 34 ? 3_236 : 1_823;
    // Day factor of lognormal spread 0.1: four of them either way.
    expect(Math.abs(Math.log(passers / mean))).toBeLessThan(0.42);
    const open = [counted(day, '10:00', '12:00'), counted(day, '16:00', '22:00')];
    const rate = (open[0]!.entered + open[1]!.entered) / (open[0]!.passers + open[1]!.passers);
    expect(Math.abs(rate - 0.39)).toBeLessThan(0.08);
  });

  it.each(days)('on day %i the two hours before 14:30 lie below 20%% with their whole interval', (day) => {
    for (const [from, until] of [['12:15', '14:15'], ['12:30', '14:30']] as const) {
      const { passers, entered } = counted(day, from, until);
      expect(passers).toBeGreaterThan(100);
      expect(wilsonInterval(entered, passers, 0.95).high).toBeLessThan(0.2);
    }
  });

  it('asks four times for the white shirt in the hour before noon', () => {
    const asks = (told.get(29) ?? []).filter(({ name, at }) => name === 'size-missing-asked' && at >= instantOf(testCalendar, 29, '11:00') && at < instantOf(testCalendar, 29, '12:00'));
    expect(asks).toHaveLength(4);
  });

  it.each(days)('nobody says on day %i what was just said, within a good part of the day', (day) => {
    const texts = (told.get(day) ?? []).filter(({ name }) => name === 'item-opened').map(({ payload }) => (payload as Payloads['item-opened']).text);
    expect(texts.length).toBeGreaterThan(4);
    for (const [index, text] of texts.entries()) expect(texts.slice(Math.max(0, index - 8), index)).not.toContain(text);
  });

  it('writes only what its facts accept', () => {
    for (const { name, payload } of [...told.values()].flat()) {
      if (!z.safeParse(deskFacts.get(name)?.payload as z.ZodMiniType, payload).success) expect.fail(name);
    }
  }, 60_000);
});
