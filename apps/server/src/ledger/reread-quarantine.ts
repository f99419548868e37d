import type { Ledger } from '@fieldloop/sync/server';
import type { Database } from '../db/client.ts';
import { actorOf } from '../people/membership-records.ts';
import { serverActor } from '../people/server-facts.ts';

/** After a start, perhaps of a newer version: what an older server could not read or failed at is judged once more. */
export async function rereadQuarantine(ledger: Ledger, db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ id: string; server_device: string }>('select id, server_device from organization order by id');
  let entered = 0;
  for (const { id, server_device } of rows) {
    entered += await ledger.reread(id, serverActor(server_device), (person) => actorOf(db, id, person));
  }
  return entered;
}
