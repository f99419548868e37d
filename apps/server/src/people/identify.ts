import { and, eq, isNull } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../api/context.ts';
import type { Database } from '../db/client.ts';
import { enrolmentCredential, organization, personAccount } from '../db/people-tables.ts';
import { hashSecret } from '../ids.ts';
import type { Auth } from './auth.ts';
import { membershipsOf, personNamed } from './membership-records.ts';

/** The phone's credential: bound to an enrolment, never readable by scripts. */
export const phoneCookie = 'fieldloop_phone';

/** Who sends this request, by the cookie of an enrolled phone or else of a signed-in account. */
export async function identify(db: Database, { auth }: Auth, request: FastifyRequest): Promise<Identity | undefined> {
  const token = request.cookies[phoneCookie];
  if (token) {
    const enrolled = await identityOfPhone(db, token);
    if (enrolled) return enrolled;
  }
  if (!Object.keys(request.cookies).some((name) => name.endsWith('fieldloop.session_token'))) return undefined;
  const session = await auth.api.getSession({ headers: headersOf(request) });
  return session ? identityOfUser(db, session.user) : undefined;
}

/** The identity of a user of better-auth; undefined when it belongs to no organization. */
export async function identityOfUser(
  db: Database,
  user: { readonly id: string; readonly name: string },
): Promise<Identity | undefined> {
  const [row] = await db.orm
    .select({ person: personAccount.personId, id: organization.id, name: organization.name })
    .from(personAccount)
    .innerJoin(organization, eq(organization.id, personAccount.organizationId))
    .where(eq(personAccount.userId, user.id));
  if (!row) return undefined;
  const [person, memberships] = await Promise.all([
    personNamed(db, row.id, row.person),
    membershipsOf(db, row.id, row.person),
  ]);
  return {
    via: 'account',
    organization: { id: row.id, name: row.name },
    person: { id: row.person, name: person?.name.value ?? user.name, locale: person?.locale?.value ?? 'zh-CN' },
    memberships,
  };
}

/** Hands the phone its credential. */
export function setPhoneCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(phoneCookie, token, {
    path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 400 * 86_400,
  });
}

/** A request's headers for better-auth. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function identityOfPhone(db: Database, token: string): Promise<Identity | undefined> {
  const [row] = await db.orm
    .select({
      credential: enrolmentCredential.id, person: enrolmentCredential.personId, locale: enrolmentCredential.locale,
      personName: enrolmentCredential.name, id: organization.id, name: organization.name,
    })
    .from(enrolmentCredential)
    .innerJoin(organization, eq(organization.id, enrolmentCredential.organizationId))
    .where(and(eq(enrolmentCredential.tokenHash, hashSecret(token)), isNull(enrolmentCredential.revokedAt)));
  if (!row) return undefined;
  return {
    via: 'enrolment',
    organization: { id: row.id, name: row.name },
    person: { id: row.person, name: row.personName, locale: row.locale },
    memberships: await membershipsOf(db, row.id, row.person),
    enrolment: row.credential,
  };
}
