import { sql } from 'drizzle-orm';
import { bigint, customType, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/instant-column.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const version = (name: string) => bigint(name, { mode: 'number' });

/** Everything that happened, as received and as corrected. Rows are added; only outcome and `in_force` ever change. */
export const fact = pgTable(
  'fact',
  {
    organizationId: text('organization_id').notNull(),
    id: uuid().notNull(),
    device: text().notNull(),
    seq: version('seq').notNull(),
    name: text().notNull(),
    /** Of the payload's shape. */
    shape: integer().notNull(),
    scope: text().notNull(),
    subjects: text().array().notNull(),
    seen: version('seen'),
    /** What the author's device believed to be in force; `in_force` is what was. */
    inForceWritten: text('in_force_written'),
    inForce: text('in_force').notNull(),
    inHand: text('in_hand'),
    at: instant('at').notNull(),
    clockOffset: instant('clock_offset').notNull(),
    mono: doublePrecision().notNull(),
    stamp: text().notNull(),
    correctedAt: instant('corrected_at').notNull(),
    correctedStamp: text('corrected_stamp').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** How the corrected time was found: ok, offset-changed, bounded. */
    clock: text().notNull(),
    author: text().notNull(),
    payload: jsonb().notNull(),
    state: text().notNull(),
    reason: text(),
    /** Version of the scope that contains it. */
    version: version('version').notNull(),
    waitsFor: text('waits_for'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('fact_device_seq').on(table.organizationId, table.device, table.seq),
    index('fact_scope_time').on(table.organizationId, table.scope, table.correctedAt),
    index('fact_waiting').on(table.organizationId, table.waitsFor).where(sql`waits_for is not null`),
  ],
);

/** What the facts add up to. `gone`: deleted or archived; a tombstone for devices. */
export const record = pgTable(
  'record',
  {
    organizationId: text('organization_id').notNull(),
    scope: text().notNull(),
    kind: text().notNull(),
    id: text().notNull(),
    version: version('version').notNull(),
    data: jsonb(),
    gone: text(),
    status: text(),
    assignee: text(),
    dueAt: instant('due_at'),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.scope, table.kind, table.id] }),
    index('record_version').on(table.organizationId, table.scope, table.version),
    index('record_status').on(table.organizationId, table.kind, table.status),
  ],
);

/** Counts per quarter hour and key. Only the primary key is indexed, so that updates stay on their page. */
export const tally = pgTable(
  'tally',
  {
    organizationId: text('organization_id').notNull(),
    site: text().notNull(),
    start: instant('start').notNull(),
    counter: text().notNull(),
    method: text().notNull(),
    plan: text().notNull(),
    inForce: text('in_force').notNull(),
    inHand: text('in_hand').notNull(),
    zone: text().notNull(),
    segment: text().notNull(),
    detail: text().notNull(),
    currency: text().notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    minutes: integer().notNull(),
    version: version('version').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.organizationId, table.site, table.start, table.counter, table.method, table.plan, table.inForce,
        table.inHand, table.zone, table.segment, table.detail, table.currency,
      ],
    }),
  ],
);

/** The head of each scope: its row lock is what puts pushes in an order. */
export const scope = pgTable(
  'scope',
  {
    organizationId: text('organization_id').notNull(),
    scope: text().notNull(),
    head: version('head').notNull(),
    /** Cursors below it have missed tombstones. */
    floor: version('floor').notNull(),
    /** Of live records: how many, and the XOR of their hashes. */
    liveCount: integer('live_count').notNull(),
    liveHash: text('live_hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.scope] })],
);

/** One browser profile, sensor, till or server that writes facts. */
export const device = pgTable(
  'device',
  {
    organizationId: text('organization_id').notNull(),
    device: text().notNull(),
    person: text().notNull(),
    lastSeq: version('last_seq').notNull(),
    lastAt: instant('last_at'),
    /** Highest seq that came in a file. */
    carriedTo: version('carried_to'),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.device] })],
);

/** What could not enter the ledger, byte for byte, with the reason. */
export const quarantine = pgTable(
  'quarantine',
  {
    organizationId: text('organization_id').notNull(),
    device: text().notNull(),
    seq: version('seq').notNull(),
    id: uuid(),
    author: text().notNull(),
    reason: text().notNull(),
    received: bytes().notNull(),
    receivedAt: instant('received_at').notNull(),
    /** `released`: it is in the ledger now. `dismissed`: it stays out, and `note` says why. */
    settled: text(),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by'),
    note: text(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.device, table.seq] }),
    index('quarantine_id').on(table.organizationId, table.id).where(sql`id is not null`),
  ],
);

/** Facts that came in a file instead of from their device, in the ledger or in quarantine: who brought which file. */
export const carriedFact = pgTable(
  'carried_fact',
  {
    organizationId: text('organization_id').notNull(),
    device: text().notNull(),
    seq: version('seq').notNull(),
    carriedBy: text('carried_by').notNull(),
    /** SHA-256 of the file. */
    file: text().notNull(),
    carriedAt: instant('carried_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.device, table.seq] })],
);

/** Where a device sent a fact that was here under another one, and not settled: at this seq it asks what became of it. */
export const factElsewhere = pgTable(
  'fact_elsewhere',
  {
    organizationId: text('organization_id').notNull(),
    device: text().notNull(),
    seq: version('seq').notNull(),
    id: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.device, table.seq] })],
);

/** One row per organization: changes when the ledger is restored from a backup, so that devices notice. */
export const ledgerEpoch = pgTable('ledger_epoch', {
  organizationId: text('organization_id').primaryKey(),
  epoch: text().notNull(),
});
