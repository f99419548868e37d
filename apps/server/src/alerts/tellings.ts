import type pg from 'pg';

/** What has been told of an alert, and what is still to be. */
export interface Telling {
  readonly alert: string;
  readonly rule: string;
  readonly site: string;
  readonly grouping: string;
  readonly part: string;
  readonly firedAt: number;
  readonly dueAt: number;
  readonly rings: boolean;
  readonly people: readonly string[];
  readonly toldAt: number | null;
  readonly escalatedAt: number | null;
}

/** The table of tellings of one organization. Instants are on the app's clock. */
export function createTellings(pool: pg.Pool, organization: string) {
  return {
    /** Notes that an alert is to be told; one that is noted already stays as it is. */
    async note(telling: Omit<Telling, 'toldAt' | 'escalatedAt'>): Promise<void> {
      await pool.query(
        `INSERT INTO alert_telling (organization_id, alert, rule, site, grouping, part, fired_at, due_at, rings, people)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
        [
          organization, telling.alert, telling.rule, telling.site, telling.grouping, telling.part, telling.firedAt, telling.dueAt,
          telling.rings, JSON.stringify(telling.people),
        ],
      );
    },

    /** When the oldest untold alert of this grouping is due, so that a later one goes out with it. */
    async dueWith(grouping: string): Promise<number | undefined> {
      const { rows } = await pool.query<{ due: number | null }>(
        `SELECT min(due_at) AS due FROM alert_telling WHERE organization_id = $1 AND grouping = $2 AND told_at IS NULL`,
        [organization, grouping],
      );
      return rows[0]?.due ?? undefined;
    },

    /** Did this part of the rule ring at this site since an instant? */
    async rangSince(rule: string, site: string, part: string, since: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM alert_telling WHERE organization_id = $1 AND rule = $2 AND site = $3 AND part = $4 AND rings AND told_at > $5 LIMIT 1`,
        [organization, rule, site, part, since],
      );
      return rowCount !== 0;
    },

    /** Everything that something may still have to be told of. */
    async pending(): Promise<Telling[]> {
      const { rows } = await pool.query<Telling>(
        `SELECT alert, rule, site, grouping, part, fired_at AS "firedAt", due_at AS "dueAt", rings, people,
           told_at AS "toldAt", escalated_at AS "escalatedAt"
         FROM alert_telling WHERE organization_id = $1 AND cleared_told_at IS NULL ORDER BY fired_at, alert`,
        [organization],
      );
      return rows;
    },

    async mark(alerts: readonly string[], step: 'told_at' | 'escalated_at' | 'cleared_told_at', now: number): Promise<void> {
      await pool.query(`UPDATE alert_telling SET ${step} = $3 WHERE organization_id = $1 AND alert = ANY($2)`, [organization, alerts, now]);
    },
  };
}

export type Tellings = ReturnType<typeof createTellings>;
