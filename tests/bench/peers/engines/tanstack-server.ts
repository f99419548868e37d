import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import { startThrowAwayPostgres } from '../../../integration/setup/postgres.ts';
import { record } from '../facts.ts';
import type { PeerServer } from '../peer.ts';

/** TanStack brings no server. This is what its readme asks for: an endpoint that honours the idempotency key, durably. */
export const server: PeerServer = {
  async serve(records) {
    const postgres = await startThrowAwayPostgres('durable');
    const pool = new pg.Pool({ connectionString: postgres.url, max: 8 });
    await pool.query('create table peer_fact (key text primary key, fact jsonb not null)');
    await pool.query('create table peer_record (id text primary key, record jsonb not null)');
    for (let from = 0; from < records; from += 5_000) {
      const rows = Array.from({ length: Math.min(5_000, records - from) }, (_, index) => record(from + index));
      await pool.query('insert into peer_record select row->>\'id\', row from jsonb_array_elements($1::jsonb) row', [JSON.stringify(rows)]);
    }
    const http = createServer(async (request, response) => {
      if (request.method === 'GET') {
        const { rows } = await pool.query<{ all: unknown }>('select coalesce(json_agg(record), \'[]\') as all from peer_record');
        response.end(JSON.stringify(rows[0]?.all));
        return;
      }
      const { key, fact } = (await json(request)) as { key: string; fact: unknown };
      await pool.query('insert into peer_fact values ($1, $2) on conflict do nothing', [key, JSON.stringify(fact)]);
      response.end('{}');
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return {
      port: (http.address() as AddressInfo).port,
      count: async () => Number((await pool.query<{ n: string }>('select count(*) as n from peer_fact')).rows[0]?.n),
      async stop() {
        http.closeAllConnections();
        http.close();
        await pool.end();
        await postgres.stop();
      },
    };
  },
};
