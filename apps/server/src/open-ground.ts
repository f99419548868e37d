import pg from 'pg';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './db/embedded.ts';
import { systemUser } from './db/system-user.ts';
import type { Env } from './env.ts';
import { StartError } from './start-error.ts';

/** What a server stands on: a data folder and a PostgreSQL. */
export interface Ground {
  readonly data: DataFolder;
  readonly databaseUrl: string;
  /** Stops the database if it is ours. */
  stop(): Promise<void>;
}

/** Opens the data folder and starts the embedded PostgreSQL, unless `DATABASE_URL` names another. */
export async function openGround(env: Env, say: (line: string) => void): Promise<Ground> {
  if (env.DATABASE_URL !== undefined) {
    const data = openDataFolder(env.FIELDLOOP_DATA, undefined);
    await requireAnswer(env.DATABASE_URL);
    return { data, databaseUrl: env.DATABASE_URL, stop: () => Promise.resolve() };
  }
  const data = openDataFolder(env.FIELDLOOP_DATA, systemUser());
  if (data.note !== undefined) say(data.note);
  const postgres = await startEmbeddedPostgres({ folder: data.postgres, password: data.secrets.databasePassword });
  return { data, databaseUrl: postgres.url, stop: postgres.stop };
}

/** The same for a command beside the server: joins the PostgreSQL of a running one. */
export async function joinGround(env: Env, say: (line: string) => void): Promise<Ground> {
  if (env.DATABASE_URL !== undefined) return openGround(env, say);
  const data = openDataFolder(env.FIELDLOOP_DATA, systemUser());
  const running = await runningEmbeddedPostgres({ folder: data.postgres, password: data.secrets.databasePassword });
  if (running === undefined) return openGround(env, say);
  return { data, databaseUrl: running, stop: () => Promise.resolve() };
}

async function requireAnswer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    const { code = 'no answer' } = cause as { code?: string };
    throw new StartError(`DATABASE_URL cannot be used (${code}): check its address, name and password, and that PostgreSQL runs there.`, { cause });
  }
}
