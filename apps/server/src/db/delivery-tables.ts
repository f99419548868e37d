import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';

/** What each person was told. The record of delivery: every channel only points here. */
export const inboxEntry = pgTable(
  'inbox_entry',
  {
    organizationId: text('organization_id').notNull(),
    person: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    severity: text().notNull(),
    params: jsonb().notNull(),
    navigate: text().notNull(),
    alert: text(),
    at: instant('at').notNull(),
    readAt: instant('read_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.person, table.id] }),
    index('inbox_entry_newest').on(table.organizationId, table.person, table.at),
  ],
);

/** A browser that agreed to web push. */
export const pushSubscription = pgTable(
  'push_subscription',
  {
    organizationId: text('organization_id').notNull(),
    /** Hash of the endpoint: one row per browser. */
    id: text().notNull(),
    person: text().notNull(),
    endpoint: text().notNull(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    locale: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('push_subscription_person').on(table.organizationId, table.person),
  ],
);

/** A way out of the house, with its health and its token bucket. `secret` never leaves the server. */
export const channel = pgTable(
  'channel',
  {
    organizationId: text('organization_id').notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull(),
    locale: text().notNull(),
    secret: text(),
    /** Why the far side shut it; cleared when somebody saves it again. */
    disabledReason: text('disabled_reason'),
    lastSuccessAt: instant('last_success_at'),
    lastErrorAt: instant('last_error_at'),
    lastErrorReason: text('last_error_reason'),
    lastErrorCode: text('last_error_code'),
    tokens: doublePrecision(),
    tokensAt: instant('tokens_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** One notice to one target (a subscription or a bot). The key is the notice and the target, so telling twice is one row. */
export const delivery = pgTable(
  'delivery',
  {
    organizationId: text('organization_id').notNull(),
    target: text().notNull(),
    noticeId: text('notice_id').notNull(),
    channel: text().notNull(),
    person: text(),
    /** Site-local day, for the daily limit. */
    day: text().notNull(),
    notice: jsonb().notNull(),
    state: text().notNull(),
    attempts: integer().notNull().default(0),
    /** Order of arrival, and real time (ms) before which it is not tried. */
    queuedAt: instant('queued_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** `held` only: instant on the clock port from which the digest goes out. */
    releaseAt: instant('release_at'),
    settledAt: instant('settled_at'),
    reason: text(),
    code: text(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.target, table.noticeId] }),
    index('delivery_waiting').on(table.organizationId, table.state, table.dueAt),
    index('delivery_person_day').on(table.organizationId, table.person, table.day),
  ],
);
