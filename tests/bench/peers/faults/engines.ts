import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bundledServer } from '../bundle.ts';
import { startFaultServer, type Effects, type Lane } from './fault-server.ts';
import { openShops } from './fieldloop-shop.ts';

/** An engine as it runs under faults. */
export interface FaultEngine {
  readonly name: string;
  readonly packages: readonly string[];
  /** The service worker of its page, and the tag under which it waits for the browser's `sync` event. */
  readonly worker?: { readonly file: string; readonly tag: string };
  open(schedules: number): Promise<Ground>;
}

/** What all lanes of an engine stand on. */
export interface Ground {
  lane(index: number): Promise<Lane>;
  stop(): Promise<void>;
}

export const faultEngines: readonly FaultEngine[] = [
  { name: 'fieldloop', packages: [], open: fieldloop },
  { name: 'tanstack', packages: ['@tanstack/offline-transactions', '@tanstack/db'], open: () => endpoint(false) },
  { name: 'rxdb', packages: ['rxdb'], open: () => endpoint(false) },
  { name: 'pouchdb', packages: ['pouchdb', 'express-pouchdb'], open: pouchdb },
  { name: 'workbox', packages: ['workbox-background-sync'], open: () => endpoint(true), worker: { file: 'workbox-worker.ts', tag: 'workbox-background-sync:facts' } },
];

/** The product over PostgreSQL. A fact's effect is what it did to the totals; quarantine counts: a person sees it there. */
async function fieldloop(schedules: number): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-server-'));
  const program = join(folder, 'server.mjs');
  await bundledServer(join(import.meta.dirname, 'fieldloop-server.ts'), program);
  const shops = await openShops(schedules);
  const pools: pg.Pool[] = [];
  return {
    async lane(index) {
      const settings = await shops.copy(`lane_${index}`);
      const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 1 });
      pools.push(pool);
      return {
        server: await startFaultServer(program, [JSON.stringify(settings)]),
        query: `?code=${shops.code}`,
        async effects(ids) {
          const { rows } = await pool.query<{ times: string }>(
            `select (select coalesce(sum(tally.n), 0) from fact join tally on tally.zone = fact.payload ->> 'zone' where fact.id = wanted.id)
                  + (select count(*) from quarantine where id = wanted.id) as times
             from unnest($1::uuid[]) with ordinality as wanted(id, place) order by place`,
            [ids],
          );
          return { times: rows.map(({ times }) => Number(times)) };
        },
      };
    },
    async stop() {
      for (const pool of pools) await pool.end();
      await shops.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param keyed whether it is worth telling what a look at the requests' keys would have changed */
async function endpoint(keyed: boolean): Promise<Ground> {
  return inFolders('endpoint-server.ts', async (port, ids) => {
    const counted = (await posted(port, '/effects', ids)) as { times: number; keys: number }[];
    return { times: counted.map(({ times }) => times), ...(keyed && { withKey: counted.map(({ keys }) => keys) }) };
  });
}

async function pouchdb(): Promise<Ground> {
  return inFolders('pouchdb-server.ts', async (port, ids) => {
    const { rows } = (await posted(port, '/facts/_all_docs?include_docs=true&conflicts=true', { keys: ids })) as {
      rows: { doc?: { _conflicts?: string[] } | null }[];
    };
    return { times: rows.map(({ doc }) => (doc ? 1 + (doc._conflicts?.length ?? 0) : 0)) };
  });
}

async function inFolders(program: string, effects: (port: number, ids: readonly string[]) => Promise<Effects>): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-server-'));
  return {
    async lane(index) {
      const own = join(folder, `lane-${index}`);
      mkdirSync(own);
      const server = await startFaultServer(join(import.meta.dirname, program), [own]);
      return { server, query: '', effects: (ids) => effects(server.port(), ids) };
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function posted(port: number, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
