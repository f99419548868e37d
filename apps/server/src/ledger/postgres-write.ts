import { SyncError } from '@fieldloop/sync/protocol';
import type { LedgerWrite } from '@fieldloop/sync/server';
import type pg from 'pg';
import { plainArray, textArray } from './array-literal.ts';
import { epochOf } from './epoch.ts';
import {
  deviceOf, factColumns, factOf, knownOf, quarantineColumns, quarantinedOf, recordColumns, recordOf, scopeOf,
  type DeviceRow, type FactRow, type KnownRow, type QuarantineRow, type RecordRowOfTable, type ScopeRow,
} from './rows.ts';
import { factsByDevice, saveAct, saveBeside, saveCarried, saveElsewhere } from './save-carried.ts';
import { insertFacts, insertQuarantine, saveDevice, saveScopes, settleQuarantine, updateFacts, upsertRecords, upsertTallies } from './save-statements.ts';

/**
 * The writing half, inside one read-committed transaction. Every statement takes a whole batch. Look-ups are lateral
 * with a limit: joined plainly, a table that was never analysed is read whole (20 ms instead of 1 at 20,000 facts).
 * Records are found as the first from their key on, in its order, which no other index gives: asked for by equality,
 * a plan made while the table was empty went through everything of one kind (1,280 ms a push at 20,000 records, now 5).
 */
export function postgresWrite(client: pg.ClientBase, organization: string): LedgerWrite {
  return {
    epoch: () => epochOf(client, organization),

    async lockDevice(device, person, now) {
      const locked = await selectDevice();
      if (locked) return locked;
      await client.query(
        `insert into device (organization_id, device, person, last_seq, first_seen_at, last_seen_at)
         values ($1, $2, $3, 0, $4, $4) on conflict do nothing`,
        [organization, device, person, now],
      );
      const created = await selectDevice();
      if (!created) throw new SyncError('busy', `device ${device} vanished while it was registered`);
      return created;

      async function selectDevice() {
        const { rows } = await client.query<DeviceRow>({
          name: 'ledger-lock-device',
          text: `select device, person, last_seq, carried_to, last_at, first_seen_at, last_seen_at from device
            where organization_id = $1 and device = $2 for update`,
          values: [organization, device],
        });
        return rows[0] && deviceOf(rows[0]);
      }
    },

    async lockScopes(scopes) {
      const wanted = textArray(scopes);
      const locked = await lock();
      if (locked.length === scopes.length) return locked.map(scopeOf);
      await client.query(
        `insert into scope (organization_id, scope, head, floor, live_count, live_hash)
         select $1, scope, 0, 0, 0, '0000000000000000' from unnest($2::text[]) as wanted(scope) order by scope
         on conflict do nothing`,
        [organization, wanted],
      );
      return (await lock()).map(scopeOf);

      async function lock() {
        const { rows } = await client.query<ScopeRow>({
          name: 'ledger-lock-scopes',
          text: `select scope, head, floor, live_count, live_hash from scope
            where organization_id = $1 and scope = any($2::text[]) order by scope for update`,
          values: [organization, wanted],
        });
        return rows;
      }
    },

    async known(ids, device, from, to) {
      const { rows } = await client.query<KnownRow>({
        name: 'ledger-known',
        text: `with ids as (select id from unnest($2::uuid[]) as ids(id)), seqs as (select seq from generate_series($4::bigint, $5::bigint) as seqs(seq))
          select found.* from ids cross join lateral (
            select id, device, seq, state, version, reason from fact where organization_id = $1 and fact.id = ids.id limit 1) found
          union select found.* from seqs cross join lateral (
            select id, device, seq, state, version, reason from fact where organization_id = $1 and device = $3 and fact.seq = seqs.seq limit 1) found
          union select found.* from ids cross join lateral (
            select id, device, seq, 'quarantined', null::bigint, case when settled = 'dismissed' then settled else reason end from quarantine where organization_id = $1 and quarantine.id = ids.id and settled is distinct from 'released' limit 1) found
          union select found.* from seqs cross join lateral (
            select id, device, seq, 'quarantined', null::bigint, case when settled = 'dismissed' then settled else reason end from quarantine where organization_id = $1 and device = $3 and quarantine.seq = seqs.seq and settled is distinct from 'released' limit 1) found`,
        values: [organization, plainArray(ids), device, from, to],
      });
      return rows.map(knownOf);
    },

    async records(addresses) {
      const { rows } = await client.query<RecordRowOfTable>({
        name: 'ledger-records',
        text: `select found.* from unnest($2::text[], $3::text[], $4::text[]) as wanted(scope, kind, id)
          cross join lateral (
            select organization_id, ${recordColumns} from record
            where (organization_id, scope, kind, id) >= ($1, wanted.scope, wanted.kind, wanted.id)
            order by organization_id, scope, kind, id limit 1) found
          where found.scope = wanted.scope and found.kind = wanted.kind and found.id = wanted.id and found.organization_id = $1`,
        values: [
          organization,
          textArray(addresses.map(({ scope }) => scope)),
          textArray(addresses.map(({ kind }) => kind)),
          textArray(addresses.map(({ id }) => id)),
        ],
      });
      return rows.map(recordOf);
    },

    async quarantined(device, seq) {
      const { rows } = await client.query<QuarantineRow>(
        `select ${quarantineColumns} from quarantine where organization_id = $1 and device = $2 and seq = $3 and settled is null for update`,
        [organization, device, seq],
      );
      return rows[0] && quarantinedOf(rows[0]);
    },

    async waitingFor(keys) {
      const { rows } = await client.query<FactRow>({
        name: 'ledger-waiting',
        text: `select ${factColumns} from fact
          where organization_id = $1 and waits_for is not null and waits_for = any($2::text[]) order by corrected_stamp`,
        values: [organization, textArray(keys)],
      });
      return rows.map(factOf);
    },

    async facts(ids) {
      const { rows } = await client.query<FactRow>({
        name: 'ledger-facts',
        text: `select ${factColumns} from fact where organization_id = $1 and id = any($2::uuid[])`,
        values: [organization, plainArray(ids)],
      });
      return rows.map(factOf);
    },

    async factsBetween(scope, from, until) {
      const { rows } = await client.query<FactRow>({
        name: 'ledger-between',
        text: `select ${factColumns} from fact
          where organization_id = $1 and scope = $2 and corrected_at >= $3 and ($4::bigint is null or corrected_at < $4)`,
        values: [organization, scope, from, until === Infinity ? null : until],
      });
      return rows.map(factOf);
    },

    async save(save) {
      // In this order, and one behind the other on the wire: the connection is pipelined.
      await Promise.all([
        ...factsByDevice(save).map(([device, facts]) => insertFacts(client, organization, device, facts)),
        updateFacts(client, organization, save.updates),
        insertQuarantine(client, organization, save.quarantine),
        settleQuarantine(client, organization, save.settledQuarantine ?? []),
        upsertRecords(client, organization, save.records),
        upsertTallies(client, organization, save),
        saveScopes(client, organization, save.scopes),
        saveDevice(client, organization, save.device),
        saveBeside(client, organization, save.beside),
        saveCarried(client, organization, save),
        saveElsewhere(client, organization, save),
        saveAct(client, organization, save.act),
      ]);
    },
  };
}
