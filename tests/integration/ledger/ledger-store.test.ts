import { describeLedgerStore } from '@fieldloop/sync/testing';
import { openDatabase } from '../../../apps/server/src/db/client.ts';
import { postgresLedgerStore } from '../../../apps/server/src/ledger/postgres-ledger-store.ts';
import { startTestDatabase } from '../test-database.ts';

describeLedgerStore('PostgreSQL', async () => {
  const database = await startTestDatabase();
  const { pool } = openDatabase(database.url, 8);
  return {
    store: postgresLedgerStore(pool),
    async close() {
      await pool.end();
      await database.stop();
    },
  };
});
