import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { withConnectionCode } from './database-away.ts';

/** PostgreSQL: `pool` for hand-written statements, `orm` for everything else. */
export interface Database {
  readonly pool: pg.Pool;
  readonly orm: NodePgDatabase;
}

/** Opens a pool; nothing connects until the first statement. 64-bit integers come back as numbers (counts, instants). */
export function openDatabase(url: string, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url, max: connections, pipeline: true, types: { getTypeParser: typeParser },
    // A database that hangs is one that is away.
    connectionTimeoutMillis: 15_000,
  });
  pool.on('error', () => {
    // Of a connection that nobody uses: the pool has let go of it, and the next statement opens another or says why not.
  });
  const query = pool.query.bind(pool) as (...asked: unknown[]) => unknown;
  pool.query = ((...asked: unknown[]) => {
    const answer = query(...asked);
    return answer instanceof Promise ? answer.catch((error: unknown) => Promise.reject(withConnectionCode(error))) : answer;
  }) as typeof pool.query;
  return { pool, orm: drizzle(pool) };
}

const int8 = 20;

const typeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text') =>
  oid === int8 && format !== ('binary' as string) ? Number : pg.types.getTypeParser(oid, format)) as never;
