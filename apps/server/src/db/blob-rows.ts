import { and, eq } from 'drizzle-orm';
import type { Database } from './client.ts';
import { blob } from './people-tables.ts';

/** A photo that is whole in the folder. */
export interface BlobRow {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

export async function findBlob(db: Database, organization: string, sha256: string): Promise<BlobRow | undefined> {
  const [row] = await db.orm
    .select({ sha256: blob.sha256, type: blob.type, bytes: blob.bytes })
    .from(blob)
    .where(and(eq(blob.organizationId, organization), eq(blob.sha256, sha256)));
  return row;
}

/** Two phones may put the same photo at once: the second changes nothing. */
export async function addBlob(
  db: Database,
  organization: string,
  row: BlobRow & { readonly by: string; readonly at: number },
): Promise<void> {
  await db.orm.insert(blob).values({ organizationId: organization, ...row }).onConflictDoNothing();
}
