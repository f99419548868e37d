import type { Ledger } from '@fieldloop/sync/server';
import type pg from 'pg';
import { every, type Cancel, type Clock } from '../clock.ts';

const dayMs = 86_400_000;

/** Once a day of the clock: tombstones that every device has had its time to see are dropped, in each organization. */
export function sweepDaily(ledger: Ledger, pool: pg.Pool, clock: Clock, failed: (error: unknown) => void): Cancel {
  return every(clock, dayMs, () => void sweep().catch(failed));

  async function sweep(): Promise<void> {
    const { rows } = await pool.query<{ organization_id: string }>('select organization_id from ledger_epoch');
    for (const { organization_id } of rows) await ledger.sweep(organization_id);
  }
}
