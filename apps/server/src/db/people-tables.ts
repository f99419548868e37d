import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';

/** The tenant. `serverDevice` is the device that the server's own facts are written by. */
export const organization = pgTable('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  serverDevice: text('server_device').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** Which person of which organization a signed-in user is. What the person may do is in membership records. */
export const personAccount = pgTable(
  'person_account',
  {
    organizationId: text('organization_id').notNull(),
    personId: text('person_id').notNull(),
    userId: text('user_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.personId] }),
    uniqueIndex('person_account_user').on(table.userId),
  ],
);

/** A code that lets phones join a site. */
export const enrolment = pgTable(
  'enrolment',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    /** SHA-256 of the code; the code itself is shown once. */
    codeHash: text('code_hash').notNull(),
    site: text('site').notNull(),
    role: text('role').notNull(),
    uses: integer('uses').notNull(),
    used: integer('used').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    membershipUntil: instant('membership_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('enrolment_code').on(table.codeHash),
  ],
);

/** A phone's cookie: one per joining. */
export const enrolmentCredential = pgTable(
  'enrolment_credential',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    tokenHash: text('token_hash').notNull(),
    enrolmentId: text('enrolment_id').notNull(),
    personId: text('person_id').notNull(),
    name: text('name').notNull(),
    locale: text('locale').notNull(),
    joinedAt: instant('joined_at').notNull(),
    /** End of the sign-in; moved on with use. */
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** Of the cookie that may only push, and until when. */
    pushHash: text('push_hash'),
    pushUntil: instant('push_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('enrolment_credential_token').on(table.tokenHash),
    uniqueIndex('enrolment_credential_push').on(table.pushHash),
    index('enrolment_credential_enrolment').on(table.organizationId, table.enrolmentId),
  ],
);

/** A sensor's or till's key. */
export const apiKey = pgTable(
  'api_key',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull(),
    /** The device its facts are written by. */
    device: text('device').notNull(),
    sites: jsonb('sites').$type<string[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), uniqueIndex('api_key_hash').on(table.keyHash)],
);

/** Who changed a secret, key, channel or enrolment. Never the secret itself. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    person: text('person').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    detail: jsonb('detail').$type<Record<string, string | number | boolean>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('audit_entry_at').on(table.organizationId, table.at),
  ],
);
