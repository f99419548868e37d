import { randomUUID } from 'node:crypto';
import type { Channel, ChannelReason } from '../api/schemas/channels.ts';
import type { Database } from '../db/client.ts';
import type { Locale } from './notice.ts';
import { takeToken, type BucketRate } from './token-bucket.ts';

/** Id of the web push channel, which every organization has. */
export const webPushChannel = 'web-push';

export interface StoredChannel {
  readonly id: string;
  readonly kind: 'web-push' | 'wecom';
  readonly name: string;
  readonly enabled: boolean;
  readonly locale: Locale;
  readonly secret: string | null;
  readonly disabled_reason: ChannelReason | null;
  readonly last_success_at: number | null;
  readonly last_error_at: number | null;
  readonly last_error_reason: ChannelReason | null;
  readonly last_error_code: string | null;
}

export interface ChannelDraft {
  readonly id?: string | undefined;
  readonly name: string;
  readonly enabled: boolean;
  readonly locale: Locale;
  readonly secret?: string | undefined;
}

/** Channels with their secrets, health and token buckets. `wall` is real time in ms. */
export function createChannels(db: Database, wall: () => number) {
  const find = async (organization: string, id: string): Promise<StoredChannel | undefined> => {
    const { rows } = await db.pool.query<StoredChannel>(`${select} AND id = $2`, [organization, id]);
    return rows[0];
  };
  return {
    find,

    async all(organization: string): Promise<StoredChannel[]> {
      await db.pool.query(
        `INSERT INTO channel (organization_id, id, kind, name, enabled, locale) VALUES ($1, $2, 'web-push', 'Web Push', true, 'zh-CN')
         ON CONFLICT DO NOTHING`,
        [organization, webPushChannel],
      );
      const { rows } = await db.pool.query<StoredChannel>(`${select} ORDER BY kind DESC, name, id`, [organization]);
      return rows;
    },

    /** Bots that can be sent to. */
    async bots(organization: string): Promise<StoredChannel[]> {
      const { rows } = await db.pool.query<StoredChannel>(
        `${select} AND kind = 'wecom' AND enabled AND secret IS NOT NULL AND disabled_reason IS NULL ORDER BY id`,
        [organization],
      );
      return rows;
    },

    /** Makes or changes a bot; a new secret or switching it on clears what the far side said. Undefined: no such bot. */
    async save(organization: string, draft: ChannelDraft): Promise<StoredChannel | undefined> {
      const id = draft.id ?? randomUUID();
      if (draft.id !== undefined) {
        const { rowCount } = await db.pool.query(
          `UPDATE channel SET name = $3, enabled = $4, locale = $5, secret = coalesce($6, secret), disabled_reason = NULL
           WHERE organization_id = $1 AND id = $2 AND kind = 'wecom'`,
          [organization, id, draft.name, draft.enabled, draft.locale, draft.secret ?? null],
        );
        if (rowCount !== 1) return undefined;
      } else {
        await db.pool.query(
          `INSERT INTO channel (organization_id, id, kind, name, enabled, locale, secret) VALUES ($1, $2, 'wecom', $3, $4, $5, $6)`,
          [organization, id, draft.name, draft.enabled, draft.locale, draft.secret ?? null],
        );
      }
      return find(organization, id);
    },

    async remove(organization: string, id: string): Promise<boolean> {
      const { rowCount } = await db.pool.query(
        `DELETE FROM channel WHERE organization_id = $1 AND id = $2 AND kind = 'wecom'`,
        [organization, id],
      );
      return rowCount === 1;
    },

    /** The far side shut it for good: it stays off until somebody saves it again. */
    async disable(organization: string, id: string, reason: ChannelReason): Promise<void> {
      await db.pool.query(`UPDATE channel SET disabled_reason = $3 WHERE organization_id = $1 AND id = $2`, [organization, id, reason]);
    },

    async succeeded(organization: string, id: string): Promise<void> {
      await db.pool.query(`UPDATE channel SET last_success_at = $3 WHERE organization_id = $1 AND id = $2`, [organization, id, wall()]);
    },

    async erred(organization: string, id: string, reason: ChannelReason, code: string | undefined): Promise<void> {
      await db.pool.query(
        `UPDATE channel SET last_error_at = $3, last_error_reason = $4, last_error_code = $5 WHERE organization_id = $1 AND id = $2`,
        [organization, id, wall(), reason, code ?? null],
      );
    },

    /** Takes one token of the channel, all servers together. Returns the wait in ms, 0 when it may send. */
    async take(organization: string, id: string, rate: BucketRate): Promise<number> {
      const client = await db.pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<{ tokens: number | null; tokens_at: number | null }>(
          `SELECT tokens, tokens_at FROM channel WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
          [organization, id],
        );
        const stored = rows[0];
        const before = stored && stored.tokens !== null && stored.tokens_at !== null ? { tokens: stored.tokens, at: stored.tokens_at } : undefined;
        const { bucket, waitMs } = takeToken(before, rate, wall());
        await client.query(`UPDATE channel SET tokens = $3, tokens_at = $4 WHERE organization_id = $1 AND id = $2`, [
          organization, id, bucket.tokens, bucket.at,
        ]);
        await client.query('COMMIT');
        client.release();
        return waitMs;
      } catch (error) {
        client.release(true); // closing the connection rolls back
        throw error;
      }
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;

/** What a channel looks like from outside: never its secret. `off`: why the whole kind is off, if it is. */
export function showChannel(stored: StoredChannel, queued: number, off: ChannelReason | undefined): Channel {
  const reason = off ?? stored.disabled_reason ?? (stored.enabled ? undefined : 'switched-off');
  const failing = (stored.last_error_at ?? 0) > (stored.last_success_at ?? 0);
  return {
    id: stored.id,
    kind: stored.kind,
    name: stored.name,
    enabled: stored.enabled,
    locale: stored.locale,
    secretSet: stored.secret !== null,
    health: {
      state: reason ? 'off' : failing ? 'failing' : stored.last_success_at === null ? 'idle' : 'ok',
      ...(reason ? { reason } : {}),
      ...(stored.last_success_at === null ? {} : { lastSuccessAt: stored.last_success_at }),
      ...(stored.last_error_at === null || stored.last_error_reason === null
        ? {}
        : {
            lastError: {
              at: stored.last_error_at,
              reason: stored.last_error_reason,
              ...(stored.last_error_code === null ? {} : { code: stored.last_error_code }),
            },
          }),
      queued,
    },
  };
}

const select = `SELECT id, kind, name, enabled, locale, secret, disabled_reason, last_success_at, last_error_at,
  last_error_reason, last_error_code FROM channel WHERE organization_id = $1`;
