import { SyncError } from '@fieldloop/sync/protocol';
import type { LedgerRead, LedgerStore, LedgerWrite } from '@fieldloop/sync/server';
import type pg from 'pg';
import { ensureEpoch } from './epoch.ts';
import { postgresRead } from './postgres-read.ts';
import { postgresWrite } from './postgres-write.ts';
import { dropTombstones } from './tombstones.ts';
import { storeError } from './store-error.ts';

/** A lock that is not had by then answers `busy`: the client comes back, and no connection is held for long. */
const beginWriting = `begin; set local lock_timeout = '5s'; set local statement_timeout = '20s'`;
const beginReading = 'begin isolation level repeatable read read only';

/** The ledger's tables behind the port of `@fieldloop/sync/server`. */
export function postgresLedgerStore(pool: pg.Pool): LedgerStore {
  const withEpoch = new Set<string>();

  async function within<Value>(organization: string, begin: string, run: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
    try {
      if (!withEpoch.has(organization)) {
        await ensureEpoch(pool, organization);
        withEpoch.add(organization);
      }
      return await transact(pool, begin, run);
    } catch (error) {
      throw storeError(error);
    }
  }

  return {
    write: <Value>(organization: string, run: (transaction: LedgerWrite) => Promise<Value>) =>
      within(organization, beginWriting, (client) => run(postgresWrite(client, organization))),
    read: <Value>(organization: string, run: (view: LedgerRead) => Promise<Value>) =>
      within(organization, beginReading, (client) => run(postgresRead(client, organization))),
    dropTombstones: (organization, before) => within(organization, beginWriting, (client) => dropTombstones(client, organization, before)),
  };
}

async function transact<Value>(pool: pg.Pool, begin: string, run: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const value = await run(client);
    await client.query('commit');
    client.release();
    return value;
  } catch (error) {
    // A connection that cannot even roll back is closed, which rolls back as well.
    const broken = await client.query('rollback').then(() => false, () => true);
    client.release(broken);
    throw broken ? new SyncError('busy', 'the connection to PostgreSQL was lost', { cause: error }) : error;
  }
}
