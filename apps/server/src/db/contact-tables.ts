import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';

/** When a device last read from the server with nothing left to send: it is up to date without having written. */
export const deviceContact = pgTable(
  'device_contact',
  {
    organizationId: text('organization_id').notNull(),
    device: text('device').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.device] })],
);
