import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { mustGetMutator, mustGetQuery, type ReadonlyJSONValue } from '@rocicorp/zero';
import { handleMutateRequest, handleQueryRequest } from '@rocicorp/zero/server';
import { zeroNodePg } from '@rocicorp/zero/server/adapters/pg';
import pg from 'pg';
import { startThrowAwayPostgres } from '../../../integration/setup/postgres.ts';
import { record } from '../facts.ts';
import { until, type PeerServer } from '../peer.ts';
import { freePort } from './free-port.ts';
import { mutators, queries, schema, tables } from './zero-app.ts';

/** A durable PostgreSQL with logical WAL, zero-cache beside it, and the application's mutate and query endpoints. */
export const server: PeerServer = {
  async serve(records) {
    const postgres = await startThrowAwayPostgres('durable', ['wal_level=logical']);
    const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') });
    await admin.connect();
    await admin.query('create database zero');
    await admin.end();
    const databaseUrl = postgres.urlOf('zero');
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
    await pool.query(tables);
    for (let from = 0; from < records; from += 5_000) {
      const rows = Array.from({ length: Math.min(5_000, records - from) }, (_, index) => record(from + index));
      await pool.query('insert into peer_record select * from jsonb_populate_recordset(null::peer_record, $1::jsonb)', [JSON.stringify(rows)]);
    }

    const provider = zeroNodePg(schema, pool);
    const application = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const asked = { query: url.searchParams, body: (await json(request)) as ReadonlyJSONValue, userID: 'peer' };
      const answer = url.pathname === '/mutate'
        ? await handleMutateRequest({
          ...asked, dbProvider: provider,
          handler: (transact) => transact(async (tx, name, args) => mustGetMutator(mutators, name).fn({ tx, args: args as never, ctx: undefined })),
        })
        : await handleQueryRequest({ ...asked, schema, handler: (name, args) => mustGetQuery(queries, name).fn({ args: args as never, ctx: undefined }) });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;

    const folder = mkdtempSync(join(tmpdir(), 'peers-zero-'));
    const port = await freePort();
    const program = join(dirname(createRequire(import.meta.url).resolve('@rocicorp/zero')), 'cli.js');
    // It starts several processes, and passes on to them what it is told in time.
    const cache = spawn(process.execPath, [program], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: process.env['PATH'], NODE_ENV: 'development', ZERO_UPSTREAM_DB: databaseUrl, ZERO_REPLICA_FILE: join(folder, 'replica.db'), ZERO_PORT: String(port),
        ZERO_MUTATE_URL: `${origin}/mutate`, ZERO_QUERY_URL: `${origin}/query`, ZERO_NUM_SYNC_WORKERS: '1', ZERO_LOG_LEVEL: 'error', ZERO_ENABLE_TELEMETRY: 'false',
      },
    });
    let ended = false;
    cache.once('exit', () => (ended = true));
    process.once('exit', () => cache.kill('SIGTERM'));
    await until(async () => {
      if (ended) throw new Error('zero-cache ended before it answered');
      return fetch(`http://127.0.0.1:${port}/keepalive`).then(({ ok }) => ok, () => false);
    }, 100);
    return {
      port,
      count: async () => Number((await pool.query<{ n: string }>('select count(*) as n from peer_fact')).rows[0]?.n),
      async stop() {
        const gone = new Promise((resolve) => cache.once('exit', resolve));
        if (!ended) {
          cache.kill('SIGTERM');
          await gone;
        }
        application.closeAllConnections();
        application.close();
        await pool.end();
        await postgres.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
