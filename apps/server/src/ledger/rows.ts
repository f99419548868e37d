import type { Fact, RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import type { FactReason, OutcomeState } from '@fieldloop/sync/protocol';
import type { ClockFlag, KnownFact, LedgerDevice, LedgerFact, LedgerRecord, LedgerScope, QuarantinedFact } from '@fieldloop/sync/server';

// Rows as the statements of this folder select them, and what the ledger makes of them.

export interface FactRow {
  id: string; device: string; seq: number; name: string; shape: number; scope: ScopeKey; subjects: Fact['subjects'];
  seen: number | null; in_force_written: RevisionRef | null; in_force: RevisionRef | ''; in_hand: RevisionRef | null;
  at: number; clock_offset: number; mono: number; stamp: string; corrected_at: number; corrected_stamp: string;
  received_at: number; clock: ClockFlag; author: string; payload: unknown; state: OutcomeState;
  reason: FactReason | null; version: number; waits_for: string | null;
}

export const factColumns = `id, device, seq, name, shape, scope, subjects, seen, in_force_written, in_force, in_hand, at,
  clock_offset, mono, stamp, corrected_at, corrected_stamp, received_at, clock, author, payload, state, reason, version,
  waits_for`;

export function factOf(row: FactRow): LedgerFact {
  return {
    fact: {
      id: row.id,
      seq: row.seq,
      name: row.name,
      version: row.shape,
      scope: row.scope,
      subjects: row.subjects,
      ...(row.seen === null ? {} : { seen: row.seen }),
      ...(row.in_force_written === null ? {} : { inForce: row.in_force_written }),
      ...(row.in_hand === null ? {} : { inHand: row.in_hand }),
      at: row.at,
      offset: row.clock_offset,
      mono: row.mono,
      stamp: row.stamp,
      payload: row.payload,
    },
    device: row.device,
    author: row.author,
    correctedAt: row.corrected_at,
    correctedStamp: row.corrected_stamp,
    receivedAt: row.received_at,
    clock: row.clock,
    inForce: row.in_force,
    state: row.state,
    reason: row.reason ?? undefined,
    version: row.version,
    waitsFor: row.waits_for ?? undefined,
  };
}

export interface RecordRowOfTable {
  scope: ScopeKey; kind: string; id: string; version: number; data: unknown; gone: 'deleted' | 'archived' | null;
  status: string | null; assignee: string | null; due_at: number | null; changed_at: number;
}

export const recordColumns = 'scope, kind, id, version, data, gone, status, assignee, due_at, changed_at';

export function recordOf(row: RecordRowOfTable): LedgerRecord {
  return {
    scope: row.scope,
    kind: row.kind,
    id: row.id,
    version: row.version,
    data: row.data,
    gone: row.gone ?? undefined,
    promoted: { status: row.status ?? undefined, assignee: row.assignee ?? undefined, dueAt: row.due_at ?? undefined },
    changedAt: row.changed_at,
  };
}

export interface ScopeRow {
  scope: ScopeKey; head: number; floor: number; live_count: number; live_hash: string;
}

export function scopeOf({ scope, head, floor, live_count, live_hash }: ScopeRow): LedgerScope {
  return { scope, head, floor, digest: { count: live_count, hash: live_hash } };
}

export interface DeviceRow {
  device: string; person: string; last_seq: number; carried_to: number | null; last_at: number | null; first_seen_at: number; last_seen_at: number;
}

export function deviceOf(row: DeviceRow): LedgerDevice {
  return {
    device: row.device,
    person: row.person,
    lastSeq: row.last_seq,
    carriedTo: row.carried_to ?? undefined,
    lastAt: row.last_at ?? undefined,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  };
}

export interface KnownRow {
  id: string | null; device: string; seq: number; state: OutcomeState; version: number | null; reason: FactReason | null;
}

/** An outcome with what somebody made of it in quarantine. */
export interface OutcomeRow extends Omit<KnownRow, 'device'> {
  settled: 'released' | 'dismissed' | null; note: string | null;
}

export function knownOf({ id, device, seq, state, version, reason }: KnownRow): KnownFact {
  return { id: id ?? undefined, device, seq, state, version: version ?? undefined, reason: reason ?? undefined };
}

export interface QuarantineRow {
  device: string; seq: number; id: string | null; author: string; reason: FactReason; received: Buffer; received_at: number;
  carried_by: string | null;
}

export const quarantineColumns = `device, seq, id, author, reason, received, received_at, (
  select carried_by from carried_fact carried
  where carried.organization_id = quarantine.organization_id and carried.device = quarantine.device and carried.seq = quarantine.seq) as carried_by`;

export function quarantinedOf({ id, received, received_at, carried_by, ...row }: QuarantineRow): QuarantinedFact {
  return { ...row, id: id ?? undefined, received: received.toString('utf8'), receivedAt: received_at, carriedBy: carried_by ?? undefined };
}
