import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** The epoch of an organization that `ensureEpoch` has seen. */
export async function epochOf(client: pg.ClientBase, organization: string): Promise<string> {
  const { rows } = await client.query<{ epoch: string }>({
    name: 'ledger-epoch',
    text: 'select epoch from ledger_epoch where organization_id = $1',
    values: [organization],
  });
  const [row] = rows;
  if (!row) throw new Error(`organization ${organization} has no ledger epoch`);
  return row.epoch;
}

/** Gives an organization its epoch, unless it has one. */
export async function ensureEpoch(pool: pg.Pool, organization: string): Promise<void> {
  await pool.query('insert into ledger_epoch (organization_id, epoch) values ($1, $2) on conflict do nothing', [
    organization, randomUUID(),
  ]);
}

/** Gives every organization another epoch, so that its devices send their journals again. Returns the organizations. */
export async function renewEpochs(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ organization_id: string }>('select organization_id from ledger_epoch order by 1');
  for (const { organization_id } of rows) {
    await pool.query('update ledger_epoch set epoch = $2 where organization_id = $1', [organization_id, randomUUID()]);
  }
  return rows.map(({ organization_id }) => organization_id);
}
