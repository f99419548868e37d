import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { apiKey } from '../db/people-tables.ts';
import { hashSecret } from '../ids.ts';

/** A sensor's or till's key, found by its secret. */
export interface ApiKey {
  readonly id: string;
  readonly organization: string;
  /** The device its facts are written by. */
  readonly device: string;
  /** Sites it may write to; empty means all. */
  readonly sites: readonly string[];
}

/** The key with this secret, unless it was withdrawn; notes that it was used. */
export async function keyBySecret(db: Database, secret: string, now: number): Promise<ApiKey | undefined> {
  const [row] = await db.orm
    .update(apiKey)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKey.keyHash, hashSecret(secret)), isNull(apiKey.revokedAt)))
    .returning();
  return row && { id: row.id, organization: row.organizationId, device: row.device, sites: row.sites };
}
