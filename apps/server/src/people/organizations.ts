import { eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { organization } from '../db/people-tables.ts';
import { newId } from '../ids.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The device that the server's own facts of this organization are written by. */
  readonly serverDevice: string;
}

/** All tenants of this server, oldest first. */
export async function organizations(db: Database): Promise<Organization[]> {
  const rows = await db.orm.select().from(organization).orderBy(organization.createdAt, organization.id);
  return rows.map(({ id, name, serverDevice }) => ({ id, name, serverDevice }));
}

export async function organizationNamed(db: Database, id: string): Promise<Organization | undefined> {
  const [row] = await db.orm.select().from(organization).where(eq(organization.id, id));
  return row && { id: row.id, name: row.name, serverDevice: row.serverDevice };
}

/** Adds a tenant. */
export async function addOrganization(db: Database, name: string, now: number): Promise<Organization> {
  const added = { id: newId(now), name, serverDevice: newId(now) };
  await db.orm.insert(organization).values({ ...added, createdAt: now });
  return added;
}
