import type pg from 'pg';
import { plainArray } from './array-literal.ts';

/** What the ledger has under these ids, as it was written. */
export async function payloadsById(pool: pg.Pool, organization: string, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await pool.query<{ id: string; payload: unknown }>(
    'select id, payload from fact where organization_id = $1 and id = any($2::uuid[])',
    [organization, plainArray(ids)],
  );
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}
