import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../db/client.ts';
import { enrolment, enrolmentCredential, organization } from '../db/people-tables.ts';
import type { Identity } from '../api/context.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { membershipsOf } from './membership-records.ts';
import { asNamed } from './named-person.ts';

/** The phone's sign-in: bound to an enrolment, never readable by scripts. */
export const phoneCookie = 'fieldloop_phone';
/** Outlives the sign-in and may only push facts and send photos, so that what waits on a phone arrives. */
export const pushCookie = 'fieldloop_push';

const pushPaths = ['/trpc/sync.push', '/blobs'];
const dayMs = 86_400_000;
/** A sign-in ends this long after its last use. */
export const signInMs = 30 * dayMs;
export const pushMs = 90 * dayMs;
/** What is left is extended once this much of it is gone. */
const renewAfterMs = dayMs;

/** What requests of phones are checked with. */
export interface CredentialGround {
  readonly db: Database;
  readonly clock: { now(): number };
  readonly secure: boolean;
}

/** A fresh pair of secrets, as stored and as handed out. */
export function newCredential(now: number) {
  const token = newSecret();
  const push = newSecret();
  return {
    token, push,
    stored: { tokenHash: hashSecret(token), expiresAt: now + signInMs, pushHash: hashSecret(push), pushUntil: now + pushMs },
  };
}

export function setPhoneCookies(reply: FastifyReply, { token, push }: { readonly token: string; readonly push: string }, secure: boolean): void {
  reply.setCookie(phoneCookie, token, { ...common(secure), path: '/', maxAge: signInMs / 1_000 });
  setPushCookies(reply, push, secure);
}

export function clearPhoneCookies(reply: FastifyReply): void {
  reply.clearCookie(phoneCookie, { path: '/' });
  for (const path of pushPaths) reply.clearCookie(pushCookie, { path });
}

/** Who holds this sign-in. Using it moves its end on, at most once a day. */
export async function identityOfPhone(ground: CredentialGround, token: string, reply: FastifyReply | undefined): Promise<Identity | undefined> {
  const now = ground.clock.now();
  const [row] = await phones(ground.db).where(
    and(eq(enrolmentCredential.tokenHash, hashSecret(token)), isNull(enrolmentCredential.revokedAt), gt(enrolmentCredential.expiresAt, now)),
  );
  if (!row) return undefined;
  if (reply && row.expiresAt < now + signInMs - renewAfterMs) {
    await update(ground.db, row, { expiresAt: now + signInMs });
    reply.setCookie(phoneCookie, token, { ...common(ground.secure), path: '/', maxAge: signInMs / 1_000 });
  }
  return identityOf(ground.db, row);
}

/** Who holds this push-only credential: until it expires, the phone leaves, or its enrolment is withdrawn. */
export async function identityOfPush(ground: CredentialGround, request: FastifyRequest): Promise<Identity | undefined> {
  const token = request.cookies[pushCookie];
  if (!token) return undefined;
  const [row] = await phones(ground.db)
    .innerJoin(enrolment, and(eq(enrolment.organizationId, enrolmentCredential.organizationId), eq(enrolment.id, enrolmentCredential.enrolmentId)))
    .where(
      and(
        eq(enrolmentCredential.pushHash, hashSecret(token)), gt(enrolmentCredential.pushUntil, ground.clock.now()),
        isNull(enrolmentCredential.revokedAt), isNull(enrolment.revokedAt),
      ),
    );
  return row && asNamed(request, await identityOf(ground.db, row));
}

/**
 * Ends the sign-in of a phone that its person leaves. @returns a ticket by which they are the same person again when they
 * join anew: what waits on the phone was written by that person, at times when that person belonged there.
 */
export async function endPhone({ db, clock }: Pick<CredentialGround, 'db' | 'clock'>, organizationId: string, credential: string): Promise<string> {
  const now = clock.now();
  const ticket = newSecret();
  // A revoked credential pushes nothing, so its place holds what it may still be used for.
  await update(db, { id: organizationId, credential }, { revokedAt: now, pushHash: hashSecret(ticket), pushUntil: now + pushMs });
  return ticket;
}

/** Whoever left a phone of this organization with this ticket, and the credential that it stands on. */
export async function returningBy({ db, clock }: Pick<CredentialGround, 'db' | 'clock'>, organizationId: string, ticket: string): Promise<{ readonly credential: string; readonly person: Identity['person'] } | undefined> {
  const [row] = await phones(db).where(
    and(
      eq(enrolmentCredential.organizationId, organizationId), eq(enrolmentCredential.pushHash, hashSecret(ticket)),
      isNotNull(enrolmentCredential.revokedAt), gt(enrolmentCredential.pushUntil, clock.now()),
    ),
  );
  return row && { credential: row.credential, person: { id: row.person, name: row.personName, locale: row.locale } };
}

/** While the sign-in is good, a push keeps the credential for later pushes good as well. */
export async function keepPushCredential(ground: CredentialGround, { phone, organization: { id } }: Identity, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!phone) return;
  const now = ground.clock.now();
  const held = request.cookies[pushCookie];
  const isOurs = held !== undefined && hashSecret(held) === phone.pushHash;
  if (isOurs && phone.pushUntil !== null && phone.pushUntil >= now + pushMs - renewAfterMs) return;
  const push = isOurs ? held : newSecret();
  await update(ground.db, { id, credential: phone.credential }, { pushHash: hashSecret(push), pushUntil: now + pushMs });
  setPushCookies(reply, push, ground.secure);
}

function setPushCookies(reply: FastifyReply, push: string, secure: boolean): void {
  for (const path of pushPaths) reply.setCookie(pushCookie, push, { ...common(secure), path, maxAge: pushMs / 1_000 });
}

const columns = {
  credential: enrolmentCredential.id, person: enrolmentCredential.personId, locale: enrolmentCredential.locale,
  personName: enrolmentCredential.name, id: organization.id, name: organization.name, expiresAt: enrolmentCredential.expiresAt,
  pushHash: enrolmentCredential.pushHash, pushUntil: enrolmentCredential.pushUntil,
};

type PhoneRow = Awaited<ReturnType<typeof phones>>[number];

function phones({ orm }: Database) {
  return orm.select(columns).from(enrolmentCredential).innerJoin(organization, eq(organization.id, enrolmentCredential.organizationId));
}

async function identityOf(db: Database, row: PhoneRow): Promise<Identity> {
  return {
    via: 'enrolment',
    organization: { id: row.id, name: row.name },
    person: { id: row.person, name: row.personName, locale: row.locale },
    memberships: await membershipsOf(db, row.id, row.person),
    phone: { credential: row.credential, pushHash: row.pushHash, pushUntil: row.pushUntil },
  };
}

async function update({ orm }: Database, { id, credential }: Pick<PhoneRow, 'id' | 'credential'>, change: Partial<typeof enrolmentCredential.$inferInsert>): Promise<void> {
  await orm.update(enrolmentCredential).set(change).where(and(eq(enrolmentCredential.organizationId, id), eq(enrolmentCredential.id, credential)));
}

function common(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', secure } as const;
}
