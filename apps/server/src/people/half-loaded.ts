import { eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { organization } from '../db/people-tables.ts';

/** What the demo's organization is called until all of its story is told. */
export const loadingName = 'demo-loading';

/** The story is told: from now on the organization is what the database is about. */
export async function nameLoaded(db: Database, id: string, name: string): Promise<void> {
  await db.orm.update(organization).set({ name }).where(eq(organization.id, id));
}

/**
 * Empties a database in which loading the demo was cut off. It was empty before, so all that is in it is the demo's.
 * Returns whether there was anything to empty.
 */
export async function clearHalfLoaded(db: Database): Promise<boolean> {
  const names = (await db.orm.select({ name: organization.name }).from(organization)).map(({ name }) => name);
  if (names.length !== 1 || names[0] !== loadingName) return false;
  const { rows } = await db.pool.query<{ table: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS "table" FROM pg_tables WHERE schemaname = 'public' AND tablename !~ 'migration'`,
  );
  await db.pool.query(`TRUNCATE ${rows.map(({ table }) => table).join(', ')} CASCADE`);
  return true;
}
