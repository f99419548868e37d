import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { leadsAt, type Role } from '@fieldloop/domain/fact';
import QRCode from 'qrcode';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { SignedInContext } from '../api/context.ts';
import type * as shape from '../api/people-schemas.ts';
import { enrolment, enrolmentCredential, organization } from '../db/people-tables.ts';
import { newId } from '../ids.ts';
import { audit } from './audit.ts';
import { enrolmentCodeHash, newEnrolmentCode } from './enrolment-code.ts';
import { siteNamed } from './membership-records.ts';
import { writeAsServer } from './server-facts.ts';
import { organizationNamed } from './organizations.ts';
import type { PeopleGround } from './people-ground.ts';

export type EnrolmentRow = typeof enrolment.$inferSelect;

/** What a code is good for, without using it. */
export async function previewEnrolment(ground: PeopleGround, code: string): Promise<z.infer<typeof shape.preview>> {
  const found = await findByCode(ground, code);
  if (!found) return { state: 'unknown' };
  const state = stateOf(found.row, ground.clock.now());
  if (state !== 'ok') return { state };
  const site = await siteNamed(ground.db, found.row.organizationId, found.row.site);
  return {
    state,
    organization: { id: found.row.organizationId, name: found.organizationName },
    site: { id: found.row.site, name: site?.name ?? { zh: found.row.site } },
    role: found.row.role as Role,
  };
}

/** Takes one use of a code; throws what is wrong with it. Two phones cannot take the last one. */
export async function claimEnrolment(ground: PeopleGround, code: string): Promise<EnrolmentRow> {
  const now = ground.clock.now();
  const [claimed] = await ground.db.orm
    .update(enrolment)
    .set({ used: sql`${enrolment.used} + 1` })
    .where(
      and(
        eq(enrolment.codeHash, enrolmentCodeHash(code, ground.secret)),
        isNull(enrolment.revokedAt), gt(enrolment.expiresAt, now), lt(enrolment.used, enrolment.uses),
      ),
    )
    .returning();
  if (claimed) return claimed;
  const found = await findByCode(ground, code);
  const state = found ? stateOf(found.row, now) : 'unknown';
  if (state === 'expired') throw new ApiError('code-expired', 'This code has expired: ask your lead for a new one.');
  if (state === 'revoked') throw new ApiError('code-revoked', 'This code was withdrawn: ask your lead for a new one.');
  if (state === 'unknown') throw new ApiError('code-unknown', 'No site has this code: check it, or ask your lead.');
  throw new ApiError('code-used', 'This code has been used: ask your lead for another.');
}

/** Gives a claimed use back, when joining failed after it. */
export async function returnClaim({ db }: PeopleGround, { organizationId, id }: EnrolmentRow): Promise<void> {
  await db.orm
    .update(enrolment)
    .set({ used: sql`${enrolment.used} - 1` })
    .where(and(eq(enrolment.organizationId, organizationId), eq(enrolment.id, id)));
}

export async function createEnrolment(
  ground: PeopleGround,
  context: SignedInContext,
  request: z.infer<typeof shape.newEnrolment>,
): Promise<z.infer<typeof shape.createdEnrolment>> {
  requireLead(context, request.site);
  if (!(await siteNamed(ground.db, context.organization.id, request.site))) {
    throw new ApiError('not-found', `There is no site ${request.site}.`);
  }
  const origin = ground.env.PUBLIC_URL ?? `${context.request.protocol}://${context.request.host}`;
  return newEnrolment(ground, { ...request, organization: context.organization.id, by: context.identity.person.id, origin });
}

/** Makes a code without asking whether the caller may: for the start of the server, and after the check above. */
export async function newEnrolment(
  ground: PeopleGround,
  request: z.infer<typeof shape.newEnrolment> & {
    readonly organization: string;
    readonly by: string;
    readonly origin: string;
  },
): Promise<z.infer<typeof shape.createdEnrolment>> {
  const now = ground.clock.now();
  const { organization: organizationId, site, role, uses, membershipUntil } = request;
  const id = newId(now);
  const code = newEnrolmentCode();
  const expiresAt = now + request.expiresInMinutes * 60_000;
  await ground.db.orm.transaction(async (orm) => {
    await orm.insert(enrolment).values({
      organizationId, id, codeHash: enrolmentCodeHash(code, ground.secret), site, role, uses,
      createdAt: now, createdBy: request.by, expiresAt, membershipUntil: membershipUntil ?? null,
    });
    await audit(orm, {
      organization: organizationId, at: now, person: request.by, action: 'enrolment-created', target: id,
      detail: { site, role, uses },
    });
  });
  const url = `${request.origin}/join?code=${code}`;
  return { id, code, url, qrSvg: await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 }), expiresAt };
}

export async function listEnrolments(
  { db, clock }: PeopleGround,
  context: SignedInContext,
  site: string | undefined,
): Promise<z.infer<typeof shape.enrolment>[]> {
  const own = eq(enrolment.organizationId, context.organization.id);
  const rows = await db.orm
    .select()
    .from(enrolment)
    .where(site === undefined ? own : and(own, eq(enrolment.site, site)))
    .orderBy(desc(enrolment.createdAt));
  const visible = rows.filter((row) => leadsAt(context.actor, `site:${row.site}`, clock.now()));
  if (site !== undefined) requireLead(context, site);
  const joined = await db.orm
    .select()
    .from(enrolmentCredential)
    .where(eq(enrolmentCredential.organizationId, context.organization.id))
    .orderBy(asc(enrolmentCredential.joinedAt));
  const byEnrolment = Map.groupBy(joined, ({ enrolmentId }) => enrolmentId);
  return visible.map((row) => ({
    id: row.id, site: row.site, role: row.role as Role, uses: row.uses, used: row.used,
    createdAt: row.createdAt, createdBy: row.createdBy, expiresAt: row.expiresAt,
    revokedAt: row.revokedAt ?? undefined, membershipUntil: row.membershipUntil ?? undefined,
    people: (byEnrolment.get(row.id) ?? []).map((person) => ({
      id: person.personId, name: person.name, joinedAt: person.joinedAt, revokedAt: person.revokedAt ?? undefined,
    })),
  }));
}

/**
 * Closes a code and ends the memberships it gave. The phones stay recognised, so that what they wrote before now
 * still arrives; anything later is refused.
 */
export async function revokeEnrolment(ground: PeopleGround, context: SignedInContext, id: string): Promise<{ done: true }> {
  const own = and(eq(enrolment.organizationId, context.organization.id), eq(enrolment.id, id));
  const [row] = await ground.db.orm.select().from(enrolment).where(own);
  if (!row) throw new ApiError('not-found', 'There is no such enrolment; reload the list.');
  requireLead(context, row.site);
  const now = ground.clock.now();
  await ground.db.orm.transaction(async (orm) => {
    await orm.update(enrolment).set({ revokedAt: row.revokedAt ?? now }).where(own);
    await audit(orm, {
      organization: row.organizationId, at: now, person: context.identity.person.id, action: 'enrolment-revoked', target: id,
    });
  });
  const people = await ground.db.orm
    .select()
    .from(enrolmentCredential)
    .where(and(eq(enrolmentCredential.organizationId, row.organizationId), eq(enrolmentCredential.enrolmentId, id)));
  const tenant = await organizationNamed(ground.db, row.organizationId);
  if (tenant && people.length > 0) {
    await writeAsServer(ground.ledger, tenant, people.map((person) => ({
      id: newId(now), name: 'membership-ended', scope: 'desk', at: now,
      subjects: [`membership:${membershipOfCredential(person.id)}`],
      payload: { membership: membershipOfCredential(person.id), scope: `site:${row.site}`, until: now },
    })));
  }
  return { done: true };
}

/** The membership that joining with a credential gives. */
export function membershipOfCredential(credential: string): string {
  return `enrolled-${credential}`;
}

function requireLead(context: SignedInContext, site: string): void {
  if (!leadsAt(context.actor, `site:${site}`, context.clock.now())) {
    throw new ApiError('not-allowed', 'Only a lead of this site or the desk can enrol people here.');
  }
}

async function findByCode({ db, secret }: PeopleGround, code: string) {
  const [found] = await db.orm
    .select({ row: enrolment, organizationName: organization.name })
    .from(enrolment)
    .innerJoin(organization, eq(organization.id, enrolment.organizationId))
    .where(eq(enrolment.codeHash, enrolmentCodeHash(code, secret)));
  return found;
}

function stateOf(row: EnrolmentRow, now: number): 'ok' | 'expired' | 'used' | 'revoked' {
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt <= now) return 'expired';
  return row.used >= row.uses ? 'used' : 'ok';
}
