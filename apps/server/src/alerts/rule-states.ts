import type { RuleState } from '@fieldloop/domain/rule-state';
import type pg from 'pg';

/** What a rule was last judged with at a site. */
export interface StoredRuleState {
  readonly rule: string;
  readonly site: string;
  readonly state: RuleState;
  readonly siteHead: number;
  readonly closedUpTo: number;
  readonly ruleStamp: string;
}

/** Every remembered state of an organization, by `rule/site`. */
export async function readRuleStates(pool: pg.Pool, organization: string): Promise<Map<string, StoredRuleState>> {
  const { rows } = await pool.query<StoredRuleState>(
    `SELECT rule, site, state, site_head AS "siteHead", closed_up_to AS "closedUpTo", rule_stamp AS "ruleStamp"
     FROM rule_state WHERE organization_id = $1`,
    [organization],
  );
  return new Map(rows.map((row) => [`${row.rule}/${row.site}`, row]));
}

export async function saveRuleState(pool: pg.Pool, organization: string, stored: StoredRuleState): Promise<void> {
  await pool.query(
    `INSERT INTO rule_state (organization_id, rule, site, state, site_head, closed_up_to, rule_stamp)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (organization_id, rule, site) DO UPDATE SET state = excluded.state, site_head = excluded.site_head,
       closed_up_to = excluded.closed_up_to, rule_stamp = excluded.rule_stamp`,
    [organization, stored.rule, stored.site, JSON.stringify(stored.state), stored.siteHead, stored.closedUpTo, stored.ruleStamp],
  );
}
