import { createLedger, type LedgerStore } from '@fieldloop/sync/server';
import { toyDomain, ToyDevice } from '@fieldloop/sync/testing';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../apps/server/src/db/client.ts';
import { postgresLedgerStore } from '../../../apps/server/src/ledger/postgres-ledger-store.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';

// Eight writers at once, each pausing between its insert and its commit, and a reader that never rests: sequence values
// commit out of order, and a cursor over them steps past rows that are not there yet.

const writers = 8;
const writesEach = 40;
const all = Array.from({ length: writers * writesEach }, (_, index) => `w${Math.floor(index / writesEach)}-${index % writesEach}`).sort();

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  ({ pool } = openDatabase(database.url, writers + 2));
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

it('loses rows with a cursor over a sequence, which is why there is none here', async () => {
  await pool.query('create table naive (seq bigserial primary key, id text not null)');
  const seen: string[] = [];
  let cursor = 0;
  await whileWriting(
    async (writer) => {
      for (let write = 0; write < writesEach; write += 1) await insertAndPause(`w${writer}-${write}`);
    },
    async () => {
      const { rows } = await pool.query<{ seq: number; id: string }>('select seq, id from naive where seq > $1 order by seq', [cursor]);
      seen.push(...rows.map(({ id }) => id));
      cursor = rows.at(-1)?.seq ?? cursor;
    },
  );
  const { rows } = await pool.query<{ id: string }>('select id from naive');
  expect(rows.map(({ id }) => id).sort()).toEqual(all);
  console.info(`a sequence cursor never saw ${all.length - new Set(seen).size} of ${all.length} committed rows`);
  expect(new Set(seen).size).toBeLessThan(all.length);
});

it('loses none with the version of a scope', async () => {
  const clock = { now: 1_782_129_600_000 };
  const ports = { now: () => clock.now, announce: () => {}, foldThrew: () => {} };
  const slow = createLedger(toyDomain, { ...ports, store: pausingBeforeCommit(postgresLedgerStore(pool)) });
  const reader = new ToyDevice(createLedger(toyDomain, { ...ports, store: postgresLedgerStore(pool) }), clock, 'reader');
  const seen = new Map<string, number>();
  let cursor = 0;
  let pages = 0;
  await reader.pull();
  await whileWriting(
    async (writer) => {
      const device = new ToyDevice(slow, clock, `writer-${writer}`);
      for (let write = 0; write < writesEach; write += 1) {
        const { results } = await device.say('note-opened', { note: `w${writer}-${write}`, text: 'torture' });
        expect(results[0]?.state).toBe('applied');
      }
    },
    async () => {
      const change = (await reader.pull({ 'site:a': cursor }, { limit: 5 })).changes.find(({ scope }) => scope === 'site:a');
      if (!change) return;
      expect(change.from).toBe(cursor);
      for (const { id, version } of change.rows) {
        expect(seen.has(id), `${id} came twice`).toBe(false);
        seen.set(id, version);
      }
      cursor = change.to;
      pages += 1;
    },
  );
  expect([...seen.keys()].sort()).toEqual(all);
  expect(cursor).toBe(all.length);
  expect(pages).toBeGreaterThan(20);
});

/** Runs the writers, and the reader until it has read once more after the last of them. */
async function whileWriting(write: (writer: number) => Promise<void>, read: () => Promise<void>): Promise<void> {
  let writing = true;
  const written = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))).finally(() => (writing = false));
  const reading = (async () => {
    while (writing) await read();
    for (let more = 0; more < all.length; more += 1) await read();
  })();
  await Promise.all([written, reading]);
}

async function insertAndPause(id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('insert into naive (id) values ($1)', [id]);
    await client.query('select pg_sleep(random() * 0.005)');
    await client.query('commit');
  } finally {
    client.release();
  }
}

function pausingBeforeCommit(store: LedgerStore): LedgerStore {
  return {
    ...store,
    read: (organization, run) => store.read(organization, run),
    write: (organization, run) =>
      store.write(organization, async (transaction) => {
        const value = await run(transaction);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
        return value;
      }),
  };
}
