import type { FactReason } from '@fieldloop/sync/protocol';
import type { Database } from '../db/client.ts';

/** One fact that was not taken, as it lies in quarantine. */
export interface HeldRow {
  readonly device: string;
  readonly seq: number;
  readonly author: string;
  readonly reason: FactReason;
  readonly received: Buffer;
  readonly receivedAt: number;
  readonly settled: 'released' | 'dismissed' | null;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly note: string | null;
  /** Who brought it in a file; null when its own device sent it. */
  readonly carriedBy: string | null;
}

export interface HeldFilter {
  /** Those that somebody has dealt with, instead of those that wait. */
  readonly settled: boolean;
  readonly reason?: FactReason | undefined;
  readonly site?: string | undefined;
  readonly author?: string | undefined;
  /** The last row of the page before. */
  readonly before?: Pick<HeldRow, 'receivedAt' | 'device' | 'seq'> | undefined;
  readonly limit: number;
}

const columns = `device, seq, author, reason, received, received_at as "receivedAt", settled,
  settled_at as "settledAt", settled_by as "settledBy", note, (
    select carried_by from carried_fact carried
    where carried.organization_id = quarantine.organization_id and carried.device = quarantine.device and carried.seq = quarantine.seq) as "carriedBy"`;

/**
 * What lies in quarantine, the latest first. The site is looked for in the bytes, as devices write it: what cannot be
 * parsed cannot be asked for its fields.
 */
export async function heldRows(db: Database, organization: string, filter: HeldFilter): Promise<readonly HeldRow[]> {
  const { settled, reason, site, author, before, limit } = filter;
  const { rows } = await db.pool.query<HeldRow>(
    `select ${columns} from quarantine
      where organization_id = $1 and (settled is not null) = $2
        and ($3::text is null or reason = $3) and ($4::text is null or author = $4)
        and ($5::text is null or position(convert_to($5, 'UTF8') in received) > 0)
        and ($6::bigint is null or (received_at, device, seq) < ($6, $7, $8))
      order by received_at desc, device desc, seq desc limit $9`,
    [
      organization, settled, reason ?? null, author ?? null, site === undefined ? null : `"scope":"site:${site}"`,
      before?.receivedAt ?? null, before?.device ?? '', before?.seq ?? 0, limit,
    ],
  );
  return rows;
}

/** The one at this seq of a device, whether settled or not. */
export async function heldRow(db: Database, organization: string, device: string, seq: number): Promise<HeldRow | undefined> {
  const { rows } = await db.pool.query<HeldRow>(
    `select ${columns} from quarantine where organization_id = $1 and device = $2 and seq = $3`,
    [organization, device, seq],
  );
  return rows[0];
}

/** What a fact says in the ledger, which is not what was received where the desk has mended it. */
export interface CountedRow {
  readonly id: string;
  /** Of the payload's shape. */
  readonly version: number;
  readonly payload: unknown;
}

/** What counts of the fact at this seq of a device; undefined when the ledger has none. */
export async function countedAt(db: Database, organization: string, device: string, seq: number): Promise<CountedRow | undefined> {
  const { rows } = await db.pool.query<CountedRow>(
    'select id, shape as version, payload from fact where organization_id = $1 and device = $2 and seq = $3',
    [organization, device, seq],
  );
  return rows[0];
}

/** What counts of these facts, as far as this person has written them. */
export async function countedOf(db: Database, organization: string, author: string, ids: readonly string[]): Promise<readonly CountedRow[]> {
  const { rows } = await db.pool.query<CountedRow>(
    'select id, shape as version, payload from fact where organization_id = $1 and author = $2 and id = any($3::uuid[])',
    [organization, author, ids],
  );
  return rows;
}

/** How many wait for somebody. */
export async function countHeld(db: Database, organization: string): Promise<number> {
  const { rows } = await db.pool.query<{ waiting: number }>(
    'select count(*)::int as waiting from quarantine where organization_id = $1 and settled is null',
    [organization],
  );
  return rows[0]?.waiting ?? 0;
}
