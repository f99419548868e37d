import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import type { BenchServer } from '../../sync/bench-server.ts';
import { startProduct } from '../engines/fieldloop-product.ts';

/** A server under faults: it outlives them all, and knows how often each fact took effect. */
export interface FaultServer {
  readonly port: number;
  /** Added to the page's address. */
  readonly query: string;
  /** How often the fact took effect, for each of these ids. */
  effects(ids: readonly string[]): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/** The product: PostgreSQL, over HTTP. Quarantine counts as arrived: a person sees it there. */
export async function fieldloop(): Promise<FaultServer> {
  const { product, stop } = await startProduct();
  const { url, databaseUrl, codes }: BenchServer = product;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  return {
    port: Number(new URL(url).port),
    query: `?code=${codes['faults']?.[0] ?? ''}`,
    async effects(ids) {
      const { rows } = await pool.query<{ n: string }>(
        `select (select count(*) from fact where id = wanted.id) + (select count(*) from quarantine where id = wanted.id) as n
         from unnest($1::uuid[]) with ordinality as wanted(id, place) order by place`,
        [ids],
      );
      return rows.map(({ n }) => Number(n));
    },
    async stop() {
      await pool.end();
      await stop();
    },
  };
}

/** An endpoint that does a thing once per key, as TanStack's readme asks; whoever sends no key twice the same, twice. */
export async function endpoint(): Promise<FaultServer> {
  const keys = new Set<string>();
  const effects = new Map<string, number>();
  const documents = new Map<string, unknown>();
  const http = createServer((request, response) => {
    void (async () => {
      const body = await json(request);
      if (request.url === '/push') {
        // RxDB's handler: a row whose assumed state is not the server's is a conflict, and is answered with the server's.
        const conflicts = [];
        for (const { newDocumentState, assumedMasterState } of body as { newDocumentState: { id: string }; assumedMasterState?: unknown }[]) {
          const held = documents.get(newDocumentState.id);
          if (held !== undefined && assumedMasterState === undefined) conflicts.push(held);
          else {
            documents.set(newDocumentState.id, newDocumentState);
            effects.set(newDocumentState.id, (effects.get(newDocumentState.id) ?? 0) + 1);
          }
        }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(conflicts));
        return;
      }
      const { key, id } = body as { key: string; id: string };
      if (!keys.has(key)) effects.set(id, (effects.get(id) ?? 0) + 1);
      keys.add(key);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port, query: '',
    effects: async (ids) => ids.map((id) => effects.get(id) ?? 0),
    stop: () => new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    }),
  };
}

/** The same without keys: Workbox repeats a request as it was, and asks nothing of the server. */
export async function plainEndpoint(): Promise<FaultServer> {
  const effects = new Map<string, number>();
  const http = createServer((request, response) => {
    json(request).then((body) => {
      const { id } = body as { id: string };
      effects.set(id, (effects.get(id) ?? 0) + 1);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }, () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port, query: '',
    effects: async (ids) => ids.map((id) => effects.get(id) ?? 0),
    stop: () => new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    }),
  };
}

export async function pouchdb(): Promise<FaultServer> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-pouchdb-'));
  const Stored = PouchDB.defaults({ prefix: `${folder}/` });
  const app = express();
  app.use('/', expressPouchDb(Stored, { logPath: join(folder, 'log.txt'), configPath: join(folder, 'config.json') }));
  const http = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  const facts = new Stored('facts');
  return {
    port: (http.address() as AddressInfo).port, query: '',
    async effects(ids) {
      const { rows } = await facts.allDocs({ keys: [...ids] });
      return rows.map((row) => ('id' in row && !('error' in row) ? 1 : 0));
    },
    stop: () => new Promise((resolve) => {
      http.close(() => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      http.closeAllConnections();
    }),
  };
}
