import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../../apps/server/src/db/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../apps/server/src/db/embedded.ts';
import { migrateDatabase } from '../../../apps/server/src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the database server's own database, for making others. */
    postgres: string;
  }
}

/** Name of the migrated database that every test file's own is copied from. */
export const templateDatabase = 'fieldloop';

/** A throw-away PostgreSQL in the temporary folder, migrated. `durable` keeps fsync: for measurements, and where it is killed. */
export async function startThrowAwayPostgres(
  durability: 'durable' | 'fast' = 'fast',
  settings: readonly string[] = durability === 'fast' ? ['max_connections=200'] : [],
): Promise<EmbeddedPostgres & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldloop-test-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    durability,
    settings,
  });
  // Ctrl-C ends a run without its teardown.
  const orphaned = (): void => {
    process.kill(Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    // Nothing can be awaited any more, and PostgreSQL still tidies up for a moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', orphaned);
  const db = openDatabase(postgres.url, 1);
  await migrateDatabase(db);
  await db.pool.end();
  return {
    ...postgres,
    folder,
    async stop() {
      process.off('exit', orphaned);
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Vitest: one PostgreSQL for the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startThrowAwayPostgres();
  project.provide('postgres', postgres.urlOf('postgres'));
  return () => postgres.stop();
}
