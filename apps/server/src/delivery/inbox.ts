import type { InboxEntry } from '../api/schemas/inbox.ts';
import type { Database } from '../db/client.ts';
import type { Notice } from './notice.ts';
import type { Queryable } from './outbox.ts';

/** The record of what people were told. */
export function createInbox(db: Database) {
  const unread = async (organization: string, person: string): Promise<number> => {
    const { rows } = await db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbox_entry WHERE organization_id = $1 AND person = $2 AND read_at IS NULL`,
      [organization, person],
    );
    return rows[0]?.n ?? 0;
  };
  return {
    unread,

    /** Puts a notice in front of people, once each. Returns those who did not have it. */
    async add(client: Queryable, organization: string, people: readonly string[], notice: Notice): Promise<string[]> {
      const { rows } = await client.query<{ person: string }>(
        `INSERT INTO inbox_entry (organization_id, person, id, kind, severity, params, navigate, alert, at)
         SELECT $1, person, $3, $4, $5, $6, $7, $8, $9 FROM unnest($2::text[]) AS person
         ON CONFLICT DO NOTHING RETURNING person`,
        [organization, people, notice.id, notice.kind, notice.severity, notice.params, notice.navigate, notice.alert ?? null, notice.at],
      );
      return rows.map((row) => row.person);
    },

    /** Newest first. */
    async list(organization: string, person: string, page: { before?: number | undefined; limit: number }) {
      const { rows } = await db.pool.query<InboxRow>(
        `SELECT id, kind, severity, params, navigate, alert, at, read_at FROM inbox_entry
         WHERE organization_id = $1 AND person = $2 AND at < $3 ORDER BY at DESC, id LIMIT $4`,
        [organization, person, page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
      );
      return { entries: rows.map(entryOf), unread: await unread(organization, person) };
    },

    /** Marks entries read, or all of them; the first reading counts. Returns how many are left. */
    async read(organization: string, person: string, ids: readonly string[] | undefined, now: number): Promise<number> {
      await db.pool.query(
        `UPDATE inbox_entry SET read_at = $3
         WHERE organization_id = $1 AND person = $2 AND read_at IS NULL AND ($4::text[] IS NULL OR id = ANY($4))`,
        [organization, person, now, ids ?? null],
      );
      return unread(organization, person);
    },
  };
}

export type Inbox = ReturnType<typeof createInbox>;

interface InboxRow extends Omit<InboxEntry, 'readAt' | 'alert'> {
  readonly alert: string | null;
  readonly read_at: number | null;
}

function entryOf({ read_at, alert, ...row }: InboxRow): InboxEntry {
  return { ...row, ...(alert === null ? {} : { alert }), ...(read_at === null ? {} : { readAt: read_at }) };
}
