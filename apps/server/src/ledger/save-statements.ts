import type { LedgerDevice, LedgerFact, LedgerRecord, LedgerSave, LedgerScope, QuarantinedFact, SettledQuarantine } from '@fieldloop/sync/server';
import type pg from 'pg';
import { nameArray, plainArray, textArray } from './array-literal.ts';

// One statement per table and push, however many rows: arrays in, `unnest` inside.

/**
 * Rejects with the database's unique violation when one of the ids or seqs has appeared since it was looked for; that
 * is cheaper than `on conflict`, and the push is judged anew. Device, author and receipt are those of the first.
 */
export async function insertFacts(client: pg.ClientBase, organization: string, device: string, facts: readonly LedgerFact[]): Promise<void> {
  const [first] = facts;
  if (!first) return;
  await client.query({
    name: 'ledger-insert-facts',
    text: `insert into fact (organization_id, device, author, received_at, id, seq, name, shape, scope, subjects, seen,
        in_force_written, in_force, in_hand, at, clock_offset, mono, stamp, corrected_at, corrected_stamp, clock,
        payload, state, reason, version, waits_for)
      select $1, $2, $3, $4, id, seq, name, shape, scope, string_to_array(subjects, ' '), seen, in_force_written,
        in_force, in_hand, at, clock_offset, mono, stamp, corrected_at, corrected_stamp, clock, payload, state,
        reason, version, waits_for
      from unnest($5::uuid[], $6::bigint[], $7::text[], $8::int[], $9::text[], $10::text[], $11::bigint[], $12::text[],
        $13::text[], $14::text[], $15::bigint[], $16::bigint[], $17::float8[], $18::text[], $19::bigint[], $20::text[],
        $21::text[], $22::jsonb[], $23::text[], $24::text[], $25::bigint[], $26::text[])
      as new(id, seq, name, shape, scope, subjects, seen, in_force_written, in_force, in_hand, at, clock_offset, mono,
        stamp, corrected_at, corrected_stamp, clock, payload, state, reason, version, waits_for)`,
    values: [
      organization,
      device,
      first.author,
      first.receivedAt,
      plainArray(facts.map(({ fact }) => fact.id)),
      plainArray(facts.map(({ fact }) => fact.seq)),
      nameArray(facts.map(({ fact }) => fact.name)),
      plainArray(facts.map(({ fact }) => fact.version)),
      nameArray(facts.map(({ fact }) => fact.scope)),
      nameArray(facts.map(({ fact }) => fact.subjects.join(' '))),
      plainArray(facts.map(({ fact }) => fact.seen)),
      nameArray(facts.map(({ fact }) => fact.inForce)),
      nameArray(facts.map(({ inForce }) => inForce)),
      nameArray(facts.map(({ fact }) => fact.inHand)),
      plainArray(facts.map(({ fact }) => fact.at)),
      plainArray(facts.map(({ fact }) => fact.offset)),
      plainArray(facts.map(({ fact }) => fact.mono)),
      nameArray(facts.map(({ fact }) => fact.stamp)),
      plainArray(facts.map(({ correctedAt }) => correctedAt)),
      nameArray(facts.map(({ correctedStamp }) => correctedStamp)),
      nameArray(facts.map(({ clock }) => clock)),
      textArray(facts.map(({ fact, payloadText }) => payloadText ?? JSON.stringify(fact.payload ?? null))),
      nameArray(facts.map(({ state }) => state)),
      nameArray(facts.map(({ reason }) => reason)),
      plainArray(facts.map(({ version }) => version)),
      textArray(facts.map(({ waitsFor }) => waitsFor)),
    ],
  });
}

export async function updateFacts(client: pg.ClientBase, organization: string, facts: readonly LedgerFact[]): Promise<void> {
  if (facts.length === 0) return;
  await client.query({
    name: 'ledger-update-facts',
    text: `update fact set state = new.state, reason = new.reason, version = new.version, waits_for = new.waits_for,
        in_force = new.in_force
      from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
        as new(id, state, reason, version, waits_for, in_force)
      where fact.organization_id = $1 and fact.id = new.id`,
    values: [
      organization,
      plainArray(facts.map(({ fact }) => fact.id)),
      textArray(facts.map(({ state }) => state)),
      textArray(facts.map(({ reason }) => reason)),
      plainArray(facts.map(({ version }) => version)),
      textArray(facts.map(({ waitsFor }) => waitsFor)),
      textArray(facts.map(({ inForce }) => inForce)),
    ],
  });
}

export async function insertQuarantine(client: pg.ClientBase, organization: string, facts: readonly QuarantinedFact[]): Promise<void> {
  if (facts.length === 0) return;
  await client.query({
    name: 'ledger-insert-quarantine',
    text: `insert into quarantine (organization_id, device, seq, id, author, reason, received, received_at)
      select $1, device, seq, id, author, reason, decode(received, 'hex'), received_at
      from unnest($2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bigint[])
        as new(device, seq, id, author, reason, received, received_at)`,
    values: [
      organization,
      textArray(facts.map(({ device }) => device)),
      plainArray(facts.map(({ seq }) => seq)),
      plainArray(facts.map(({ id }) => id)),
      textArray(facts.map(({ author }) => author)),
      textArray(facts.map(({ reason }) => reason)),
      textArray(facts.map(({ received }) => Buffer.from(received).toString('hex'))),
      plainArray(facts.map(({ receivedAt }) => receivedAt)),
    ],
  });
}

export async function settleQuarantine(client: pg.ClientBase, organization: string, settled: readonly SettledQuarantine[]): Promise<void> {
  for (const each of settled) {
    await client.query(
      `update quarantine set settled = $4, settled_by = $5, settled_at = $6, note = $7 where organization_id = $1 and device = $2 and seq = $3`,
      [organization, each.device, each.seq, each.settled, each.by, each.at, each.note ?? null],
    );
  }
}

export async function upsertRecords(client: pg.ClientBase, organization: string, records: readonly LedgerRecord[]): Promise<void> {
  if (records.length === 0) return;
  await client.query({
    name: 'ledger-upsert-records',
    text: `insert into record (organization_id, scope, kind, id, version, data, gone, status, assignee, due_at, changed_at)
      select $1, scope, kind, id, version, data::jsonb, gone, status, assignee, due_at, changed_at
      from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::bigint[], $11::bigint[])
        as new(scope, kind, id, version, data, gone, status, assignee, due_at, changed_at)
      on conflict (organization_id, scope, kind, id) do update set version = excluded.version, data = excluded.data,
        gone = excluded.gone, status = excluded.status, assignee = excluded.assignee, due_at = excluded.due_at,
        changed_at = excluded.changed_at`,
    values: [
      organization,
      textArray(records.map(({ scope }) => scope)),
      textArray(records.map(({ kind }) => kind)),
      textArray(records.map(({ id }) => id)),
      plainArray(records.map(({ version }) => version)),
      textArray(records.map(({ data }) => (data === null ? null : JSON.stringify(data)))),
      textArray(records.map(({ gone }) => gone)),
      textArray(records.map(({ promoted }) => promoted.status)),
      textArray(records.map(({ promoted }) => promoted.assignee)),
      plainArray(records.map(({ promoted }) => promoted.dueAt)),
      plainArray(records.map(({ changedAt }) => changedAt)),
    ],
  });
}

export async function upsertTallies(client: pg.ClientBase, organization: string, { tallies, tallyVersions }: LedgerSave): Promise<void> {
  if (tallies.length === 0) return;
  await client.query({
    name: 'ledger-upsert-tallies',
    text: `insert into tally (organization_id, site, start, counter, method, plan, in_force, in_hand, zone, segment, detail,
        currency, n, amount_minor, minutes, version)
      select $1, site, start, counter, method, plan, in_force, in_hand, zone, segment, detail, currency, n, amount_minor,
        minutes, version
      from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::int[], $16::bigint[])
        as new(site, start, counter, method, plan, in_force, in_hand, zone, segment, detail, currency, n, amount_minor,
          minutes, version)
      on conflict (organization_id, site, start, counter, method, plan, in_force, in_hand, zone, segment, detail, currency)
      do update set n = tally.n + excluded.n, amount_minor = tally.amount_minor + excluded.amount_minor,
        minutes = greatest(tally.minutes, excluded.minutes), version = excluded.version`,
    values: [
      organization,
      textArray(tallies.map(({ site }) => site)),
      plainArray(tallies.map(({ start }) => start)),
      textArray(tallies.map(({ counter }) => counter)),
      textArray(tallies.map(({ method }) => method)),
      textArray(tallies.map(({ plan }) => plan)),
      textArray(tallies.map(({ inForce }) => inForce)),
      textArray(tallies.map(({ inHand }) => inHand)),
      textArray(tallies.map(({ zone }) => zone)),
      textArray(tallies.map(({ segment }) => segment)),
      textArray(tallies.map(({ detail }) => detail)),
      textArray(tallies.map(({ currency }) => currency)),
      plainArray(tallies.map(({ n }) => n)),
      plainArray(tallies.map(({ amountMinor }) => amountMinor)),
      plainArray(tallies.map(({ minutes }) => minutes)),
      plainArray(tallies.map(({ site }) => tallyVersions.get(site) ?? 0)),
    ],
  });
}

export async function saveScopes(client: pg.ClientBase, organization: string, scopes: readonly LedgerScope[]): Promise<void> {
  if (scopes.length === 0) return;
  await client.query({
    name: 'ledger-save-scopes',
    text: `update scope set head = new.head, floor = new.floor, live_count = new.live_count, live_hash = new.live_hash
      from unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[], $6::text[]) as new(scope, head, floor, live_count, live_hash)
      where scope.organization_id = $1 and scope.scope = new.scope`,
    values: [
      organization,
      textArray(scopes.map(({ scope }) => scope)),
      plainArray(scopes.map(({ head }) => head)),
      plainArray(scopes.map(({ floor }) => floor)),
      plainArray(scopes.map(({ digest }) => digest.count)),
      textArray(scopes.map(({ digest }) => digest.hash)),
    ],
  });
}

export async function saveDevice(client: pg.ClientBase, organization: string, device: LedgerDevice): Promise<void> {
  await client.query({
    name: 'ledger-save-device',
    text: `update device set last_seq = $3, last_at = $4, last_seen_at = $5 where organization_id = $1 and device = $2`,
    values: [organization, device.device, device.lastSeq, device.lastAt ?? null, device.lastSeenAt],
  });
}
