import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pino } from 'pino';
import { createApp, type App } from '../../../apps/server/src/app.ts';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { clearHalfLoaded } from '../../../apps/server/src/people/half-loaded.ts';
import { playDemo } from '../../../apps/server/src/demo/load-demo.ts';
import { instantOf, testCalendar } from '../../../apps/server/src/demo/story/calendar.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import { organizations } from '../../../apps/server/src/people/organizations.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';

const clock = manualClock(instantOf(testCalendar, -29, '09:00'));
const folder = mkdtempSync(join(tmpdir(), 'fieldloop-half-'));
let database: TestDatabase;
let app: App;

beforeAll(async () => {
  database = await startTestDatabase();
  app = await createApp({
    env: readEnv({ PORT: '0' }), databaseUrl: database.url, clock, log: pino({ level: 'silent' }),
    data: { path: folder, blobs: join(folder, 'blobs'), secrets: { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') } },
  });
}, 60_000);

afterAll(async () => {
  await app?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('begins the demo again when loading it was cut off, and leaves a loaded one alone', async () => {
  const cutOff = (share: number): void => {
    if (share > 0) throw new Error('the power failed');
  };
  const story = { calendar: testCalendar, until: instantOf(testCalendar, 1, '13:00') };
  await expect(playDemo(app, clock, { ...story, progress: cutOff })).rejects.toThrow('the power failed');
  expect(await organizations(app.db)).toHaveLength(1);

  expect(await clearHalfLoaded(app.db)).toBe(true);
  const { rows } = await app.db.pool.query<{ n: number }>('SELECT (SELECT count(*) FROM fact)::int + (SELECT count(*) FROM tally)::int + (SELECT count(*) FROM record)::int AS n');
  expect(rows[0]?.n).toBe(0);

  await playDemo(app, clock, { ...story, progress: () => {} });
  expect(await clearHalfLoaded(app.db)).toBe(false);
  const facts = await app.db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fact');
  expect(facts.rows[0]?.n).toBeGreaterThan(100);
}, 120_000);
