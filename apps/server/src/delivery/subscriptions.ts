import { createHash } from 'node:crypto';
import type { Database } from '../db/client.ts';
import type { Locale } from './notice.ts';
import type { PushSubscriptionKeys } from './web-push.ts';

export interface StoredSubscription extends PushSubscriptionKeys {
  readonly id: string;
  readonly person: string;
}

/** Browsers that agreed to web push. */
export function createSubscriptions(db: Database) {
  return {
    /** One row per browser; when another person signs in on it, it is theirs. */
    async save(organization: string, person: string, keys: PushSubscriptionKeys, now: number): Promise<void> {
      await db.pool.query(
        `INSERT INTO push_subscription (organization_id, id, person, endpoint, p256dh, auth, locale, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organization_id, id) DO UPDATE
         SET person = excluded.person, p256dh = excluded.p256dh, auth = excluded.auth, locale = excluded.locale`,
        [organization, idOf(keys.endpoint), person, keys.endpoint, keys.p256dh, keys.auth, keys.locale, now],
      );
    },

    /** Only its owner may take it away. */
    async remove(organization: string, person: string, endpoint: string): Promise<boolean> {
      const { rowCount } = await db.pool.query(
        `DELETE FROM push_subscription WHERE organization_id = $1 AND id = $2 AND person = $3`,
        [organization, idOf(endpoint), person],
      );
      return rowCount === 1;
    },

    /** The push service says that it is gone. */
    async forget(organization: string, id: string): Promise<void> {
      await db.pool.query(`DELETE FROM push_subscription WHERE organization_id = $1 AND id = $2`, [organization, id]);
    },

    async find(organization: string, id: string): Promise<StoredSubscription | undefined> {
      const { rows } = await db.pool.query<Row>(`${select} AND id = $2`, [organization, id]);
      return rows[0];
    },

    async of(organization: string, people: readonly string[]): Promise<StoredSubscription[]> {
      const { rows } = await db.pool.query<Row>(`${select} AND person = ANY($2) ORDER BY id`, [organization, people]);
      return rows;
    },
  };
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;

interface Row {
  readonly id: string;
  readonly person: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly locale: Locale;
}

const select = `SELECT id, person, endpoint, p256dh, auth, locale FROM push_subscription WHERE organization_id = $1`;

function idOf(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url').slice(0, 32);
}
