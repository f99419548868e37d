import { and, desc, eq, isNull } from 'drizzle-orm';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type * as shape from '../api/admin-schemas.ts';
import type { SignedInContext } from '../api/context.ts';
import type { done } from '../api/people-schemas.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import { apiKey } from '../db/people-tables.ts';
import { hashSecret, newId, newSecret } from '../ids.ts';
import { audit, auditEntries } from './audit.ts';
import { siteNamed } from './membership-records.ts';

type Page = z.infer<typeof shape.page>;

/** Keys and audit of one organization. */
export interface Admin {
  keys(organization: string): Promise<z.infer<typeof shape.apiKey>[]>;
  createKey(context: SignedInContext, key: z.infer<typeof shape.newApiKey>): Promise<z.infer<typeof shape.createdApiKey>>;
  revokeKey(context: SignedInContext, id: string): Promise<z.infer<typeof done>>;
  audit(organization: string, page: Page): Promise<z.infer<typeof shape.auditEntry>[]>;
}

export function createAdmin(db: Database, clock: Clock): Admin {
  return {
    async keys(organization) {
      const rows = await db.orm
        .select()
        .from(apiKey)
        .where(eq(apiKey.organizationId, organization))
        .orderBy(desc(apiKey.createdAt));
      return rows.map(({ id, name, sites, createdAt, lastUsedAt, revokedAt }) => ({
        id, name, sites, createdAt, lastUsedAt: lastUsedAt ?? undefined, revokedAt: revokedAt ?? undefined,
      }));
    },

    async createKey({ organization, identity }, { name, sites }) {
      for (const site of sites) {
        if (!(await siteNamed(db, organization.id, site))) throw new ApiError('not-found', `There is no site ${site}.`);
      }
      const at = clock.now();
      const id = newId(at);
      const key = `flk_${newSecret()}`;
      await db.orm.transaction(async (orm) => {
        await orm.insert(apiKey).values({
          organizationId: organization.id, id, name, keyHash: hashSecret(key), device: newId(at), sites, createdAt: at,
        });
        await audit(orm, {
          organization: organization.id, at, person: identity.person.id, action: 'key-created', target: id, detail: { name },
        });
      });
      return { id, key };
    },

    async revokeKey({ organization, identity }, id) {
      const at = clock.now();
      const own = and(eq(apiKey.organizationId, organization.id), eq(apiKey.id, id));
      const known = await db.orm.select({ id: apiKey.id }).from(apiKey).where(own);
      if (known.length === 0) throw new ApiError('not-found', 'There is no such key; reload the list.');
      await db.orm.transaction(async (orm) => {
        await orm.update(apiKey).set({ revokedAt: at }).where(and(own, isNull(apiKey.revokedAt)));
        await audit(orm, { organization: organization.id, at, person: identity.person.id, action: 'key-revoked', target: id });
      });
      return { done: true };
    },

    audit: (organization, page) => auditEntries(db, organization, page),
  };
}
