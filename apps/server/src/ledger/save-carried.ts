import type { LedgerAct, LedgerDevice, LedgerFact, LedgerSave } from '@fieldloop/sync/server';
import type pg from 'pg';
import { newId } from '../ids.ts';
import { plainArray, textArray } from './array-literal.ts';

// What few saves have: facts of a second device, facts that came in a file, facts that another device asks for, a line of the audit.

/** Facts are inserted device by device; nearly always there is one. */
export function factsByDevice({ device: { device }, beside, facts }: LedgerSave): readonly (readonly [string, readonly LedgerFact[]])[] {
  return beside ? [...Map.groupBy(facts, (fact) => fact.device)] : [[device, facts]];
}

export async function saveBeside(client: pg.ClientBase, organization: string, beside: LedgerDevice | undefined): Promise<void> {
  if (!beside) return;
  await client.query('update device set last_seq = $3, last_seen_at = $4 where organization_id = $1 and device = $2', [
    organization, beside.device, beside.lastSeq, beside.lastSeenAt,
  ]);
}

/** Who brought each of these facts, and how far ahead of its device the file goes. */
export async function saveCarried(client: pg.ClientBase, organization: string, { carried, device, facts, quarantine }: LedgerSave): Promise<void> {
  if (!carried) return;
  const places = [...facts.map((fact) => ({ device: fact.device, seq: fact.fact.seq })), ...quarantine];
  await client.query(
    `insert into carried_fact (organization_id, device, seq, carried_by, file, carried_at)
     select $1, device, seq, $2, $3, $4 from unnest($5::text[], $6::bigint[]) as new(device, seq) on conflict do nothing`,
    [organization, carried.by, carried.file, carried.at, textArray(places.map((place) => place.device)), plainArray(places.map(({ seq }) => seq))],
  );
  await client.query('update device set carried_to = greatest(carried_to, $3) where organization_id = $1 and device = $2', [
    organization, device.device, device.carriedTo ?? 0,
  ]);
}

export async function saveAct(client: pg.ClientBase, organization: string, act: LedgerAct | undefined): Promise<void> {
  if (!act) return;
  await client.query('insert into audit_entry (organization_id, id, at, person, action, target, detail) values ($1, $2, $3, $4, $5, $6, $7)', [
    organization, newId(act.at), act.at, act.person, act.action, act.target, act.detail,
  ]);
}

export async function saveElsewhere(client: pg.ClientBase, organization: string, { elsewhere = [], device }: LedgerSave): Promise<void> {
  if (elsewhere.length === 0) return;
  await client.query(
    `insert into fact_elsewhere (organization_id, device, seq, id)
     select $1, $2, seq, id from unnest($3::bigint[], $4::uuid[]) as new(seq, id) on conflict do nothing`,
    [organization, device.device, plainArray(elsewhere.map(({ seq }) => seq)), plainArray(elsewhere.map(({ id }) => id))],
  );
}
