import { and, desc, eq, lt } from 'drizzle-orm';
import type { LedgerAct } from '@fieldloop/sync/server';
import type { Database } from '../db/client.ts';
import { auditEntry } from '../db/people-tables.ts';
import { newId } from '../ids.ts';

/** What happened to a secret, key, channel or enrolment, to a fact in quarantine or to facts that came in a file. */
export type AuditAction =
  | 'enrolment-created' | 'enrolment-revoked' | 'enrolment-used'
  | 'key-created' | 'key-revoked'
  | 'account-created' | 'password-set'
  | 'channel-saved' | 'channel-removed'
  | 'epoch-renewed' | 'quarantine-released' | 'quarantine-dismissed' | 'waiting-file-taken';

/** A line that the ledger writes down with the facts it is about. Never a secret in it, never a person's contact. */
export interface AuditLine extends LedgerAct {
  readonly action: AuditAction;
}

export interface AuditedAct extends Omit<AuditLine, 'detail'> {
  readonly organization: string;
  readonly detail?: AuditLine['detail'];
}

/** Adds a line to the audit; in the caller's transaction when given one. */
export async function audit(orm: Pick<Database['orm'], 'insert'>, act: AuditedAct): Promise<void> {
  const { organization, at, person, action, target, detail = {} } = act;
  await orm.insert(auditEntry).values({ organizationId: organization, id: newId(at), at, person, action, target, detail });
}

/** The latest entries first. */
export async function auditEntries(db: Database, organization: string, page: { before?: number | undefined; limit: number }) {
  const own = eq(auditEntry.organizationId, organization);
  return db.orm
    .select({
      id: auditEntry.id, at: auditEntry.at, person: auditEntry.person,
      action: auditEntry.action, target: auditEntry.target, detail: auditEntry.detail,
    })
    .from(auditEntry)
    .where(page.before === undefined ? own : and(own, lt(auditEntry.at, page.before)))
    .orderBy(desc(auditEntry.at), desc(auditEntry.id))
    .limit(page.limit);
}
