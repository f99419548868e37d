import { parentPort, workerData } from 'node:worker_threads';
import { plant } from './planted/plant.ts';
import { plantedBugs } from './planted/planted-bugs.ts';
import { readTrace } from './saved-trace.ts';

// Plays one saved trace over one kind of store, with the bug it was made with or without.

export interface Replay {
  readonly path: string;
  readonly store: 'memory' | 'dexie' | 'postgres';
  /** Of a migrated, empty database; for `postgres`. */
  readonly databaseUrl?: string | undefined;
  readonly withBug: boolean;
}

/** What the replay came to. */
export interface Replayed {
  readonly violations: readonly string[];
  readonly facts: number;
  readonly faults: number;
}

const { path, store, databaseUrl, withBug } = workerData as Replay;
const { seed, bug: name, decisions } = readTrace(path);
if (withBug) {
  const bug = plantedBugs.find((planted) => planted.name === name);
  if (!bug) throw new Error(`${path} was made with the bug "${name ?? ''}", which is not planted any more`);
  plant(bug);
}
const { memoryStores, runWorld } = await import('@fieldloop/sync/simulation');
const { OneAtATime } = await import('./stores/one-at-a-time.ts');
const queue = new OneAtATime();
const pool = store === 'postgres' ? await openPool() : undefined;

const report = await runWorld({
  seed, saved: decisions, settle: queue.settle,
  stores: await storesOf(),
});
await pool?.end();
const replayed: Replayed = {
  violations: report.violations,
  facts: report.counts['facts saved'] ?? 0,
  faults: Object.values(report.faults).reduce((sum, count) => sum + count, 0),
};
parentPort?.postMessage(replayed);

async function openPool() {
  if (databaseUrl === undefined) throw new Error('a replay over PostgreSQL takes the address of a database');
  const { openDatabase } = await import('../../apps/server/src/db/client.ts');
  return openDatabase(databaseUrl, 4).pool;
}

/** The other half stays in memory, as it was when the trace was made. */
async function storesOf(): Promise<typeof memoryStores> {
  if (store === 'dexie') {
    const { dexieDisk } = await import('./stores/dexie-stores.ts');
    return (...given) => ({ ...memoryStores(...given), phone: () => dexieDisk(queue) });
  }
  if (pool) {
    const { postgresLedger } = await import('./stores/postgres-ledger.ts');
    return (...given) => ({ ...memoryStores(...given), ledger: postgresLedger(pool, queue) });
  }
  return memoryStores;
}
