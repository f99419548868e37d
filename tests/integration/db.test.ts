import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../apps/server/src/db/client.ts';
import { isDatabaseAway } from '../../apps/server/src/db/database-away.ts';
import { migrateDatabase } from '../../apps/server/src/db/migrate.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await startTestDatabase();
  db = openDatabase(database.url);
});

afterAll(async () => {
  await db.pool.end();
  await database.stop();
});

it('stores UTF-8 and reads instants as numbers', async () => {
  const at = 1_783_044_000_123;
  const { rows } = await db.pool.query('select $1::text as name, $2::bigint as at', ['点位 🏬', at]);
  expect(rows).toEqual([{ name: '点位 🏬', at }]);
});

it('migrates twice, and by two servers at once, without harm', async () => {
  await expect(Promise.all([migrateDatabase(db), migrateDatabase(db)])).resolves.toBeDefined();
});

it('goes on when a connection that nobody uses is cut', async () => {
  const other = openDatabase(database.url, 1);
  const { rows } = await other.pool.query<{ id: number }>('select pg_backend_pid() as id');
  const cut = new Promise((resolve) => other.pool.once('remove', resolve));
  await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.id]);
  await cut;
  expect((await other.pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await other.pool.end();
});

it('goes on when a connection is cut that somebody holds between two statements, and says so with the next one', async () => {
  const other = openDatabase(database.url, 1);
  const held = await other.pool.connect();
  const { rows } = await held.query<{ id: number }>('select pg_backend_pid() as id');
  const cut = new Promise((resolve) => held.once('end', () => resolve(undefined)));
  await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.id]);
  await cut;
  const error: unknown = await held.query('select 1').catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  held.release(true);
  expect((await other.pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await other.pool.end();
});
