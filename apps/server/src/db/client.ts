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
  pool.on('connect', (client) => {
    client.on('error', () => {
      // Of one that somebody holds between two statements: the next statement says that it is lost.
    });
    client.query = coded(client.query.bind(client) as Query) as typeof client.query;
  });
  pool.query = coded(pool.query.bind(pool) as Query) as typeof pool.query;
  return { pool, orm: drizzle(pool) };
}

type Query = (...asked: unknown[]) => unknown;

/** The same, with a code on what the driver says about the connection. */
function coded(query: Query): Query {
  return (...asked) => {
    const answer = query(...asked);
    return answer instanceof Promise ? answer.catch((error: unknown) => Promise.reject(withConnectionCode(error))) : answer;
  };
}

const int8 = 20;

const typeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text') =>
  oid === int8 && format !== ('binary' as string) ? Number : pg.types.getTypeParser(oid, format)) as never;
