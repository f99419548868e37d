import type pg from 'pg';
import { escalateAfterMs } from './tell.ts';

/** An organization with rules, and what would make judging it again worth while. */
export interface WatchedOrganization {
  readonly id: string;
  /** The device that writes its alerts. */
  readonly device: string;
  /** Moves with every push and every contact of a phone. */
  readonly signature: string;
  /** The next instant at which something is to be told, whatever the shops do; undefined when nothing is. */
  readonly nextTelling: number | undefined;
}

interface Row {
  readonly id: string;
  readonly device: string;
  readonly heads: string;
  readonly heard: number | null;
  readonly contact: number | null;
  readonly due: number | null;
  readonly told: number | null;
}

/** All organizations that have rules, in one statement. */
export async function readWatchedOrganizations(pool: pg.Pool): Promise<WatchedOrganization[]> {
  const { rows } = await pool.query<Row>(
    `SELECT o.id, o.server_device AS device,
       (SELECT coalesce(sum(head), 0) FROM scope WHERE organization_id = o.id) AS heads,
       (SELECT max(last_seen_at) FROM device WHERE organization_id = o.id AND device <> o.server_device) AS heard,
       (SELECT max(at) FROM device_contact WHERE organization_id = o.id) AS contact,
       (SELECT min(due_at) FROM alert_telling WHERE organization_id = o.id AND told_at IS NULL) AS due,
       (SELECT min(told_at) FROM alert_telling
        WHERE organization_id = o.id AND rings AND escalated_at IS NULL AND cleared_told_at IS NULL) AS told
     FROM organization o
     WHERE EXISTS (SELECT 1 FROM record WHERE organization_id = o.id AND scope = 'desk' AND kind = 'rule') ORDER BY o.id`,
  );
  return rows.map(({ id, device, heads, heard, contact, due, told }) => ({
    id,
    device,
    signature: `${heads}/${heard ?? ''}/${contact ?? ''}`,
    nextTelling: earliest(due ?? undefined, told === null ? undefined : told + escalateAfterMs),
  }));
}

function earliest(...instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
