import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { startThrowAwayPostgres, templateDatabase } from './setup/postgres.ts';

/** An empty, migrated database of one test file. */
export interface TestDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A fresh database on the run's PostgreSQL; outside such a run, or when `durable`, on a PostgreSQL of its own.
 * Call once per file and `stop` it in `afterAll`.
 */
export async function startTestDatabase(durability: 'durable' | 'fast' = 'fast'): Promise<TestDatabase> {
  const shared = durability === 'fast' ? inject('postgres') : undefined;
  if (!shared) return startThrowAwayPostgres(durability);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await command(shared, `create database ${name} template ${templateDatabase} strategy file_copy`);
  const url = new URL(shared);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: () => command(shared, `drop database ${name} with (force)`),
  };
}

/** One statement on a connection of its own. */
export async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
