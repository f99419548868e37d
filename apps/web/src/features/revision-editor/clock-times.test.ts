import { expect, test } from 'vitest';
import { formatClockTimes, parseClockTimes } from './clock-times.ts';

test('due times are read as people type them, sorted and once each', () => {
  expect(parseClockTimes('15:00，09:50')).toEqual([590, 900]);
  expect(parseClockTimes('9:40 9:40')).toEqual([580]);
  expect(parseClockTimes('25:30')).toEqual([1_530]);
  expect(formatClockTimes([590, 900])).toBe('09:50, 15:00');
});

test.each(['', '9.40', '09:75', 'noon', '09:40, x', '40:00'])('%s is not a due time', (text) => {
  expect(parseClockTimes(text)).toBeUndefined();
});
