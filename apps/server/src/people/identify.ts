import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../api/context.ts';
import type { Database } from '../db/client.ts';
import { organization, personAccount } from '../db/people-tables.ts';
import type { Auth } from './auth.ts';
import { membershipsOf, personNamed } from './membership-records.ts';
import { asNamed } from './named-person.ts';
import { identityOfPhone, phoneCookie, type CredentialGround } from './phone-credential.ts';

/**
 * Who sends this request, by the cookie of an enrolled phone or else of a signed-in account. Using a sign-in renews it,
 * where there is a reply to say so in. Nobody, when the request names another person (`named-person.ts`).
 */
export async function identify(ground: IdentifyGround, request: FastifyRequest, reply?: FastifyReply): Promise<Identity | undefined> {
  const token = request.cookies[phoneCookie];
  if (token) {
    const enrolled = await identityOfPhone(ground, token, reply);
    if (enrolled) return asNamed(request, enrolled);
  }
  if (!Object.keys(request.cookies).some((name) => name.endsWith('fieldloop.session_token'))) return undefined;
  const { headers, response: session } = await ground.auth.auth.api.getSession({ headers: headersOf(request), returnHeaders: true });
  if (!session) return undefined;
  for (const cookie of headers.getSetCookie()) reply?.header('set-cookie', cookie);
  return asNamed(request, await identityOfUser(ground.db, session.user));
}

export interface IdentifyGround extends CredentialGround {
  readonly auth: Auth;
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

/** A request's headers for better-auth. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
