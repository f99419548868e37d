import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';

/** A photo that is whole in the store, by content. */
export const blob = pgTable(
  'blob',
  {
    organizationId: text('organization_id').notNull(),
    sha256: text('sha256').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sha256] })],
);

/** Where a photo belongs: whoever reads one of its scopes may see it. */
export const blobScope = pgTable(
  'blob_scope',
  {
    organizationId: text('organization_id').notNull(),
    sha256: text('sha256').notNull(),
    scope: text('scope').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sha256, table.scope] })],
);

/** How much of a photo one person has sent. */
export const photoUpload = pgTable(
  'photo_upload',
  {
    organizationId: text('organization_id').notNull(),
    person: text('person').notNull(),
    sha256: text('sha256').notNull(),
    length: integer('length').notNull(),
    received: integer('received').notNull(),
    touchedAt: instant('touched_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.person, table.sha256] }), index('photo_upload_touched').on(table.touchedAt)],
);

/** A part of an upload. Written before its bytes are, so that whatever lies in the store can be found and removed. */
export const photoPart = pgTable(
  'photo_part',
  {
    organizationId: text('organization_id').notNull(),
    /** Of the bytes in the store. */
    key: text('key').notNull(),
    person: text('person').notNull(),
    sha256: text('sha256').notNull(),
    start: integer('start').notNull(),
    bytes: integer('bytes').notNull(),
    /** Set with the upload's `received`: another one that began at the same place came too late. */
    kept: boolean('kept').notNull().default(false),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.key] }),
    index('photo_part_upload').on(table.organizationId, table.person, table.sha256),
    index('photo_part_at').on(table.at),
  ],
);
