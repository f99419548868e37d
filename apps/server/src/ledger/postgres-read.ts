import type { Outcome, TallyRow } from '@fieldloop/sync/protocol';
import type { LedgerRead } from '@fieldloop/sync/server';
import type pg from 'pg';
import { plainArray, textArray } from './array-literal.ts';
import { epochOf } from './epoch.ts';
import {
  deviceOf, quarantineColumns, quarantinedOf, recordColumns, recordOf, scopeOf,
  type DeviceRow, type OutcomeRow, type QuarantineRow, type RecordRowOfTable, type ScopeRow,
} from './rows.ts';

/** What became of a fact that is under another device: in the ledger, or else in quarantine. */
const stateElsewhere = `
  select 0 as place, fact.state, fact.version, fact.reason, held.settled, held.note from fact
    left join quarantine held on held.organization_id = $1 and held.device = fact.device and held.seq = fact.seq
    where fact.organization_id = $1 and fact.id = asked.id
  union all
  select 1, 'quarantined', null, case when settled = 'dismissed' then settled else reason end, settled, note from quarantine
    where organization_id = $1 and id = asked.id and settled is distinct from 'released'
  order by 1 limit 1`;

/** The reading half, inside one repeatable-read transaction. */
export function postgresRead(client: pg.ClientBase, organization: string): LedgerRead {
  return {
    epoch: () => epochOf(client, organization),

    async scopes(scopes, everySite) {
      const { rows } = await client.query<ScopeRow>({
        name: 'ledger-scopes',
        text: `select scope, head, floor, live_count, live_hash from scope
          where organization_id = $1 and (scope = any($2::text[]) or ($3 and scope like 'site:%'))`,
        values: [organization, textArray(scopes), everySite],
      });
      return rows.map(scopeOf);
    },

    async quarantine(reasons, after, limit) {
      const { rows } = await client.query<QuarantineRow>(
        `select ${quarantineColumns} from quarantine
          where organization_id = $1 and settled is null and reason = any($2::text[]) and (received_at, device, seq) > ($3, $4, $5)
          order by received_at, device, seq limit $6`,
        [organization, textArray(reasons), after?.receivedAt ?? Number.MIN_SAFE_INTEGER, after?.device ?? '', after?.seq ?? 0, limit],
      );
      return rows.map(quarantinedOf);
    },

    async arrived() {
      const { rows } = await client.query<{ waits_for: string }>(
        `select distinct waits_for from fact where organization_id = $1 and waits_for is not null and exists (
          select 1 from record where record.organization_id = $1 and record.scope || '/' || record.kind || ':' || record.id = fact.waits_for
            and record.scope = split_part(fact.waits_for, '/', 1))`,
        [organization],
      );
      return rows.map(({ waits_for }) => waits_for);
    },

    async device(device) {
      const { rows } = await client.query<DeviceRow>({
        name: 'ledger-device',
        text: `select device, person, last_seq, carried_to, last_at, first_seen_at, last_seen_at from device
          where organization_id = $1 and device = $2`,
        values: [organization, device],
      });
      return rows[0] && deviceOf(rows[0]);
    },

    async outcomes(device, seqs, above, limit) {
      const { rows } = await client.query<OutcomeRow>({
        name: 'ledger-outcomes',
        text: `select fact.id, fact.seq, fact.state, fact.version, fact.reason, held.settled, held.note from fact
            left join quarantine held on held.organization_id = $1 and held.device = $2 and held.seq = fact.seq
            where fact.organization_id = $1 and fact.device = $2 and (fact.seq = any($3::bigint[]) or fact.seq > $4)
          union all
          select id, seq, 'quarantined', null, case when settled = 'dismissed' then settled else reason end, settled, note from quarantine
            where organization_id = $1 and device = $2 and (seq = any($3::bigint[]) or seq > $4) and settled is distinct from 'released'
          union all
          select asked.id, asked.seq, found.state, found.version, found.reason, found.settled, found.note from fact_elsewhere asked
            cross join lateral (${stateElsewhere}) found
            where asked.organization_id = $1 and asked.device = $2 and (asked.seq = any($3::bigint[]) or asked.seq > $4)
          order by seq limit $5`,
        values: [organization, device, plainArray(seqs), above ?? null, limit],
      });
      return rows.map(({ id, seq, state, version, reason, settled, note }): Outcome => ({
        seq, ...(id === null ? {} : { id }), state, ...(version === null ? {} : { version }), ...(reason === null ? {} : { reason }),
        ...(settled === null ? {} : { settled: { as: settled, ...(note === null ? {} : { note }) } }),
      }));
    },

    async changed(scope, from, upTo, limit) {
      const { rows } = await client.query<RecordRowOfTable>({
        name: 'ledger-changed',
        text: `select ${recordColumns} from record
          where organization_id = $1 and scope = $2 and version > $3 and version <= $4
          order by version, kind, id limit $5`,
        values: [organization, scope, from, upTo, limit],
      });
      return rows.map(recordOf);
    },

    async page(scope, after, limit) {
      const colon = after?.indexOf(':') ?? 0;
      const { rows } = await client.query<RecordRowOfTable>({
        name: 'ledger-page',
        text: `select ${recordColumns} from record
          where organization_id = $1 and scope = $2 and (kind, id) > ($3, $4) and gone is null
          order by kind, id limit $5`,
        values: [organization, scope, after?.slice(0, colon) ?? '', after?.slice(colon + 1) ?? '', limit],
      });
      return rows.map(recordOf);
    },

    async tallies(site, since, from) {
      const { rows } = await client.query<{ tally: TallyRow }>({
        name: 'ledger-tallies',
        text: `select json_strip_nulls(json_build_object(
            'start', start, 'counter', counter, 'method', method, 'plan', nullif(plan, ''),
            'inForce', nullif(in_force, ''), 'inHand', nullif(in_hand, ''), 'zone', nullif(zone, ''),
            'segment', nullif(segment, ''), 'detail', nullif(detail, ''), 'currency', nullif(currency, ''),
            'n', n, 'amountMinor', nullif(amount_minor, 0), 'minutes', nullif(minutes, 0), 'version', version
          )) as tally
          from tally where organization_id = $1 and site = $2 and start >= $3 and version > $4`,
        values: [organization, site, since, from],
      });
      return rows.map(({ tally }) => tally);
    },
  };
}
