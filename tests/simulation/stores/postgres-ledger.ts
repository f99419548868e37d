import { memoryLedger, organization, tallyKey, type LedgerDisk } from '@fieldloop/sync/simulation';
import type pg from 'pg';
import { postgresLedgerStore } from '../../../apps/server/src/ledger/postgres-ledger-store.ts';
import {
  deviceOf, factColumns, factOf, recordColumns, recordOf, scopeOf, type DeviceRow, type FactRow, type RecordRowOfTable, type ScopeRow,
} from '../../../apps/server/src/ledger/rows.ts';
import type { OneAtATime } from './one-at-a-time.ts';

const tables = ['fact', 'record', 'tally', 'scope', 'device', 'quarantine'] as const;

/** The ledger in PostgreSQL, through the store that servers use; looked at, saved and put back with plain SQL. */
export function postgresLedger(pool: pg.Pool, queue: OneAtATime): LedgerDisk {
  let backups = 0;
  return {
    store: queue.over(postgresLedgerStore(pool)),
    look: () => queue.run(() => look(pool)),
    backup: () =>
      queue.run(async () => {
        const name = `backup_${(backups += 1)}`;
        for (const table of tables) await pool.query(`create table ${name}_${table} as table ${table}`);
        return (epoch) =>
          queue.run(async () => {
            for (const table of tables) await pool.query(`truncate ${table}`);
            for (const table of tables) await pool.query(`insert into ${table} select * from ${name}_${table}`);
            await pool.query('update ledger_epoch set epoch = $1', [epoch]);
          });
      }),
  };
}

async function look(pool: pg.Pool): Promise<ReturnType<typeof memoryLedger>> {
  const select = async <Row extends object>(columns: string, table: string, order: string): Promise<readonly Row[]> =>
    (await pool.query<Row>(`select ${columns} from ${table} where organization_id = '${organization}' order by ${order}`)).rows;
  const ledger = memoryLedger();
  for (const { epoch } of await select<{ epoch: string }>('epoch', 'ledger_epoch', 'epoch')) ledger.epoch = epoch;
  for (const row of await select<FactRow>(factColumns, 'fact', 'id')) ledger.facts.set(row.id, factOf(row));
  for (const row of await select<RecordRowOfTable>(recordColumns, 'record', 'scope, kind, id')) ledger.records.set(`${row.scope}/${row.kind}:${row.id}`, recordOf(row));
  for (const row of await select<ScopeRow>('scope, head, floor, live_count, live_hash', 'scope', 'scope')) ledger.scopes.set(row.scope, scopeOf(row));
  for (const row of await select<DeviceRow>('device, person, last_seq, last_at, first_seen_at, last_seen_at', 'device', 'device')) ledger.devices.set(row.device, deviceOf(row));
  const tally = `json_build_object('site', site, 'start', start, 'counter', counter, 'method', method, 'plan', plan, 'inForce', in_force,
    'inHand', in_hand, 'zone', zone, 'segment', segment, 'detail', detail, 'currency', currency, 'n', n, 'amountMinor', amount_minor,
    'minutes', minutes, 'version', version) as tally`;
  for (const row of await select<{ tally: Parameters<typeof tallyKey>[0] & { readonly version: number; readonly n: number; readonly amountMinor: number; readonly minutes: number } }>(tally, 'tally', 'site, start, in_force, plan, in_hand')) {
    ledger.tallies.set(tallyKey(row.tally), row.tally);
  }
  const refused = await select<QuarantineRow>('device, seq, id, author, reason, received, received_at, settled, settled_at, settled_by', 'quarantine', 'device, seq');
  for (const { device, seq, id, author, reason, received, received_at: receivedAt, settled, settled_at: at, settled_by: by } of refused) {
    if (settled !== null) ledger.settledQuarantine.set(`${device}/${seq}`, { device, seq, settled, by: by ?? '', at: at ?? 0 });
    ledger.quarantine.push({ device, seq, id: id ?? undefined, author, reason, received: received.toString('utf8'), receivedAt });
  }
  return ledger;
}

interface QuarantineRow {
  device: string; seq: number; id: string | null; author: string;
  reason: ReturnType<typeof memoryLedger>['quarantine'][number]['reason']; received: Buffer; received_at: number;
  settled: 'released' | 'dismissed' | null; settled_at: number | null; settled_by: string | null;
}
