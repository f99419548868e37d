import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Sums of the file, read without any of the code under test.

export const calit2File = fileURLToPath(new URL('../../fixtures/calit2/CalIt2.data', import.meta.url));

/** Site-local day → what came in and went out: a line of 00:00 counts the end of the day before. */
export const calit2Days: ReadonlyMap<string, Readonly<Record<string, number>>> = daysOf(readFileSync(calit2File, 'utf8'));

/** All days together. */
export function addedUp(days: typeof calit2Days): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counters of days.values()) {
    for (const [counter, n] of Object.entries(counters)) sums[counter] = (sums[counter] ?? 0) + n;
  }
  return sums;
}

function daysOf(text: string): Map<string, Record<string, number>> {
  const days = new Map<string, Record<string, number>>();
  for (const line of text.split('\n')) {
    const [flow, date = '', time = '', count] = line.split(',');
    if (count === undefined) continue;
    const [month, day, year] = date.split('/').map(Number);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const start = new Date(Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day, hour, minute) - 30 * 60_000);
    const key = start.toISOString().slice(0, 10);
    const counter = flow === '9' ? 'entered' : 'exited';
    const sums = days.get(key) ?? {};
    sums[counter] = (sums[counter] ?? 0) + Number(count);
    days.set(key, sums);
  }
  return days;
}
