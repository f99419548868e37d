import type { ScopeKey } from '@fieldloop/domain/fact';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { blob, blobScope } from './photo-tables.ts';

/** A photo that is whole in the store. */
export interface PhotoRow {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

export interface KnownPhoto extends PhotoRow {
  /** Whoever reads one of these may see it. */
  readonly scopes: readonly ScopeKey[];
}

export async function findPhoto(db: Database, organization: string, sha256: string): Promise<KnownPhoto | undefined> {
  const rows = await db.orm
    .select({ sha256: blob.sha256, type: blob.type, bytes: blob.bytes, scope: blobScope.scope })
    .from(blob)
    .innerJoin(blobScope, and(eq(blobScope.organizationId, blob.organizationId), eq(blobScope.sha256, blob.sha256)))
    .where(and(eq(blob.organizationId, organization), eq(blob.sha256, sha256)));
  const [row] = rows;
  return row && { sha256: row.sha256, type: row.type, bytes: row.bytes, scopes: rows.map(({ scope }) => scope as ScopeKey) };
}

/** Says that a photo is in the store and belongs to a scope. Two phones may say so at once: the second changes nothing. */
export async function addPhoto(
  db: Database,
  organization: string,
  { scope, ...row }: PhotoRow & { readonly scope: ScopeKey; readonly by: string; readonly at: number },
): Promise<void> {
  const { sha256, by, at } = row;
  await db.orm.transaction(async (transaction) => {
    await transaction.insert(blob).values({ organizationId: organization, ...row }).onConflictDoNothing();
    await transaction.insert(blobScope).values({ organizationId: organization, sha256, scope, by, at }).onConflictDoNothing();
  });
}

/** Bytes of all photos of an organization. */
export async function storedBytes(db: Database, organization: string): Promise<number> {
  const [row] = await db.orm
    .select({ sum: sql<string | null>`sum(${blob.bytes})` })
    .from(blob)
    .where(eq(blob.organizationId, organization));
  return Number(row?.sum ?? 0);
}
