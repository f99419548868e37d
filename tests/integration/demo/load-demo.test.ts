import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { playDemo } from '../../../apps/server/src/demo/load-demo.ts';
import { dayAt, instantOf, testCalendar } from '../../../apps/server/src/demo/story/calendar.ts';
import { frozenDays } from '../../../apps/server/src/demo/story/frozen-days.ts';
import { startTestApp, type TestApp } from '../test-app.ts';

const clock = manualClock(instantOf(testCalendar, -29, '09:00'));
let app: TestApp;
let organization: string;
let seconds: number;

beforeAll(async () => {
  app = await startTestApp({ clock });
  const began = performance.now();
  organization = (await playDemo(app, clock, { calendar: testCalendar, progress: () => {} })).id;
  seconds = (performance.now() - began) / 1_000;
}, 240_000);

afterAll(() => app?.stop());

describe('the demo, played through the sync path', () => {
  it('has the frozen totals of every day in the tallies, to the unit', async () => {
    const { rows } = await app.db.pool.query<{ start: number; counter: string; n: number; amount: number }>(
      `SELECT start, counter, sum(n)::int AS n, sum(amount_minor)::float8 AS amount FROM tally
       WHERE organization_id = $1 AND site = 'ja' GROUP BY start, counter`, [organization]);
    const total = (day: number, counter: string, key: 'n' | 'amount' = 'n') =>
      rows.filter((row) => row.counter === counter && dayAt(testCalendar, Number(row.start)) === day).reduce((sum, row) => sum + Number(row[key]), 0);
    for (const { day, weather: _weather, events: _events, ...frozen } of frozenDays) {
      expect({
        passers: total(day, 'passedBy') + total(day, 'entered'), entered: total(day, 'entered'), triedOn: total(day, 'triedOn'),
        receipts: total(day, 'receipt'), units: total(day, 'unit'), sales: total(day, 'receipt', 'amount') / 100, contacts: total(day, 'contact'),
      }, `day ${day}`).toEqual(frozen);
    }
    console.log('seconds', seconds);
  });
});
