import type pg from 'pg';
import type { ChannelReason } from '../api/schemas/channels.ts';
import type { Database } from '../db/client.ts';
import type { Notice } from './notice.ts';

/** A pool, or a connection inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Where sends go: `push:<subscription>` or `bot:<channel>`. */
export interface Target {
  readonly organization: string;
  readonly target: string;
}

/** One notice for one target. */
export interface OutgoingNotice extends Target {
  readonly channel: string;
  readonly person?: string | undefined;
  readonly notice: Notice;
  /** On the clock port: a digest that is held back until then. */
  readonly releaseAt?: number | undefined;
}

export interface WaitingNotice {
  readonly noticeId: string;
  readonly channel: string;
  readonly attempts: number;
  readonly notice: Notice;
}

/** The sends that are due, waiting or over. `wall` is real time in ms: push services know no other. */
export function createOutbox(db: Database, wall: () => number) {
  return {
    /** Takes notices on; one that is already there (in whatever state) is not taken twice. Returns the new ones' targets. */
    async add(client: Queryable, notices: readonly OutgoingNotice[]): Promise<Target[]> {
      if (notices.length === 0) return [];
      const now = wall();
      const columns = notices.map(({ organization, target, channel, person, notice, releaseAt }) => ({
        organization_id: organization, target, channel, person: person ?? null, notice_id: notice.id, day: notice.day,
        notice, state: releaseAt === undefined ? 'queued' : 'held', release_at: releaseAt ?? null,
      }));
      const { rows } = await client.query<{ organization_id: string; target: string; state: string }>(
        `INSERT INTO delivery (organization_id, target, notice_id, channel, person, day, notice, state, queued_at, due_at, release_at)
         SELECT organization_id, target, notice_id, channel, person, day, notice, state, $2, $2, release_at
         FROM jsonb_to_recordset($1::jsonb) AS new(organization_id text, target text, notice_id text, channel text, person text,
           day text, notice jsonb, state text, release_at bigint)
         ON CONFLICT (organization_id, target, notice_id) DO UPDATE
           SET notice = jsonb_set(delivery.notice, '{params,count}', to_jsonb((delivery.notice->'params'->>'count')::int + 1))
           WHERE delivery.state = 'held'
         RETURNING organization_id, target, state`,
        [JSON.stringify(columns), now],
      );
      return rows.filter((row) => row.state === 'queued').map((row) => ({ organization: row.organization_id, target: row.target }));
    },

    /** Lets digests go whose time has come on the clock port. */
    async release(clockNow: number): Promise<Target[]> {
      const { rows } = await db.pool.query<{ organization_id: string; target: string }>(
        `UPDATE delivery SET state = 'queued', due_at = $2, queued_at = $2 WHERE state = 'held' AND release_at <= $1
         RETURNING organization_id, target`,
        [clockNow, wall()],
      );
      return rows.map((row) => ({ organization: row.organization_id, target: row.target }));
    },

    /** What is due for a target, oldest first. While one of its sends waits, all do: the far side asked for the pause. */
    async due({ organization, target }: Target): Promise<WaitingNotice[]> {
      const { rows } = await db.pool.query<{ notice_id: string; channel: string; attempts: number; notice: Notice }>(
        `SELECT notice_id, channel, attempts, notice FROM delivery
         WHERE organization_id = $1 AND target = $2 AND state = 'queued'
           AND $3 >= (SELECT max(due_at) FROM delivery WHERE organization_id = $1 AND target = $2 AND state = 'queued')
         ORDER BY queued_at, notice_id LIMIT 200`,
        [organization, target, wall()],
      );
      return rows.map((row) => ({ noticeId: row.notice_id, channel: row.channel, attempts: row.attempts, notice: row.notice }));
    },

    /** Real time at which the target is next to be tried; undefined when nothing waits. */
    async nextDue({ organization, target }: Target): Promise<number | undefined> {
      const { rows } = await db.pool.query<{ due: number | null }>(
        `SELECT max(due_at) AS due FROM delivery WHERE organization_id = $1 AND target = $2 AND state = 'queued'`,
        [organization, target],
      );
      return rows[0]?.due ?? undefined;
    },

    /** Ends these sends. */
    async settle(
      { organization, target }: Target,
      noticeIds: readonly string[],
      state: 'sent' | 'failed' | 'dropped',
      why: { readonly reason?: ChannelReason; readonly code?: string | undefined } = {},
    ): Promise<void> {
      await db.pool.query(
        `UPDATE delivery SET state = $4, settled_at = $5, reason = $6, code = $7, attempts = attempts + 1
         WHERE organization_id = $1 AND target = $2 AND notice_id = ANY($3)`,
        [organization, target, noticeIds, state, wall(), why.reason ?? null, why.code ?? null],
      );
    },

    /** Everything of the target waits until `dueAt`; the ones that were tried count an attempt. */
    async postpone({ organization, target }: Target, tried: readonly string[], dueAt: number, reason: ChannelReason): Promise<void> {
      await db.pool.query(
        `UPDATE delivery SET due_at = greatest(due_at, $4), reason = $5,
           attempts = attempts + CASE WHEN notice_id = ANY($3) THEN 1 ELSE 0 END
         WHERE organization_id = $1 AND target = $2 AND state = 'queued'`,
        [organization, target, tried, dueAt, reason],
      );
    },

    /** Gives up everything that waits for a target that is gone. */
    async dropAll({ organization, target }: Target, reason: ChannelReason): Promise<void> {
      await db.pool.query(
        `UPDATE delivery SET state = 'dropped', settled_at = $3, reason = $4
         WHERE organization_id = $1 AND target = $2 AND state IN ('queued', 'held')`,
        [organization, target, wall(), reason],
      );
    },

    /** Every target that something has been waiting for since before an instant of real time: a lost wake loses nothing. */
    async targets(before: number): Promise<Target[]> {
      const { rows } = await db.pool.query<{ organization_id: string; target: string }>(
        `SELECT DISTINCT organization_id, target FROM delivery WHERE state = 'queued' AND due_at < $1`,
        [before],
      );
      return rows.map((row) => ({ organization: row.organization_id, target: row.target }));
    },

    async waiting(organization: string): Promise<Map<string, number>> {
      const { rows } = await db.pool.query<{ channel: string; n: number }>(
        `SELECT channel, count(*)::int AS n FROM delivery WHERE organization_id = $1 AND state IN ('queued', 'held') GROUP BY channel`,
        [organization],
      );
      return new Map(rows.map((row) => [row.channel, row.n]));
    },

    /** How many different notices were pushed to a person on a site-local day, waiting ones included. */
    async pushesOn(client: Queryable, organization: string, people: readonly string[], day: string): Promise<Map<string, number>> {
      const { rows } = await client.query<{ person: string; n: number }>(
        `SELECT person, count(DISTINCT notice_id)::int AS n FROM delivery
         WHERE organization_id = $1 AND person = ANY($2) AND day = $3 AND state <> 'dropped' GROUP BY person`,
        [organization, people, day],
      );
      return new Map(rows.map((row) => [row.person, row.n]));
    },

    /** Forgets what was over before an instant of real time. */
    async forget(before: number): Promise<number> {
      const { rowCount } = await db.pool.query(`DELETE FROM delivery WHERE settled_at < $1`, [before]);
      return rowCount ?? 0;
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
