import { isAPIError } from 'better-auth/api';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { ApiContext, Identity, SignedInContext } from '../api/context.ts';
import type * as shape from '../api/people-schemas.ts';
import { authAccount, authUser } from '../db/auth-tables.ts';
import { personAccount } from '../db/people-tables.ts';
import { hasCode } from '../error-code.ts';
import { newId } from '../ids.ts';
import { audit, type AuditedAct } from './audit.ts';
import { headersOf, identityOfUser } from './identify.ts';
import type { PeopleGround } from './people-ground.ts';
import { clearPhoneCookies, endPhone } from './phone-credential.ts';

interface SignedIn {
  readonly headers: Headers;
  readonly response: { readonly user: { readonly id: string; readonly name: string } };
}

/** Signs in by address and password. */
export async function signIn(
  ground: PeopleGround,
  credentials: z.infer<typeof shape.credentials>,
  context: ApiContext,
): Promise<Identity> {
  try {
    const answer = await ground.auth.auth.api.signInEmail({
      body: credentials, headers: headersOf(context.request), returnHeaders: true,
    });
    return await enter(ground, answer, context);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new ApiError('wrong-credentials', 'Address and password do not belong together.', error);
  }
}

/** Signs in by a one-time link. */
export async function signInByLink(ground: PeopleGround, token: string, context: ApiContext): Promise<Identity> {
  try {
    const answer = await ground.auth.auth.api.magicLinkVerify({
      query: { token }, headers: headersOf(context.request), returnHeaders: true,
    });
    return await enter(ground, answer as SignedIn, context);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The library says the same when it could not look: this throws then.
    await ground.db.pool.query('select 1');
    throw new ApiError('link-unknown', 'This link was used or is too old: ask for a new one.', error);
  }
}

export async function signOut(ground: PeopleGround, context: ApiContext): Promise<{ done: true }> {
  const { headers } = await ground.auth.auth.api.signOut({ headers: headersOf(context.request), returnHeaders: true });
  passCookies(headers, context);
  return { done: true };
}

export interface NewAccount {
  readonly organization: string;
  readonly person: string;
  readonly name: string;
  readonly email: string;
  /** Absent: signs in by link until a password is set. */
  readonly password?: string | undefined;
}

/**
 * Gives a person an account: all of it with its line in the audit, or nothing. One address is one account on this server,
 * whatever the organization.
 */
export async function addAccount({ auth, clock, db }: PeopleGround, account: NewAccount, act?: AuditedAct): Promise<void> {
  const { password } = await auth.auth.$context;
  const hash = account.password === undefined ? undefined : await password.hash(account.password);
  const now = clock.now();
  const [userId, createdAt] = [newId(now), new Date(now)];
  const stamps = { createdAt, updatedAt: createdAt };
  // Not through the sign-in library, which writes row by row: what a death leaves half done would hold the address for good.
  await db.orm
    .transaction(async (orm) => {
      await orm.insert(authUser).values({ id: userId, email: account.email.toLowerCase(), name: account.name, emailVerified: true, ...stamps });
      if (hash !== undefined) {
        await orm.insert(authAccount).values({ id: newId(now), userId, providerId: 'credential', accountId: userId, password: hash, ...stamps });
      }
      await orm.insert(personAccount).values({ organizationId: account.organization, personId: account.person, userId });
      if (act) await audit(orm, act);
    })
    .catch((error: unknown) => {
      if (hasCode(error, '23505')) throw addressTaken(error);
      throw error;
    });
}

/** Throws when an address has an account, before anything is written for it. */
export async function requireFreeAddress({ auth }: PeopleGround, email: string): Promise<void> {
  const { internalAdapter } = await auth.auth.$context;
  if (await internalAdapter.findUserByEmail(email.toLowerCase())) throw addressTaken();
}

/** How the caller signs in. @throws ApiError for somebody on an enrolled phone, who has no account */
export async function ownAccount(ground: PeopleGround, context: SignedInContext): Promise<z.infer<typeof shape.ownAccount>> {
  const { auth } = ground.auth;
  const session = context.identity.via === 'account' ? await auth.api.getSession({ headers: headersOf(context.request) }) : null;
  if (!session) throw new ApiError('not-allowed', 'Only an account has a password; a phone joins by code.');
  const { internalAdapter } = await auth.$context;
  const credential = await internalAdapter.findCredentialAccount(session.user.id);
  return { email: session.user.email, hasPassword: Boolean(credential?.password) };
}

/** Sets the first password, or changes it, which signs this person out everywhere else. */
export async function setPassword(
  ground: PeopleGround,
  { current, password: newPassword }: z.infer<typeof shape.newPassword>,
  context: SignedInContext,
): Promise<{ done: true }> {
  const { api } = ground.auth.auth;
  const headers = headersOf(context.request);
  const { hasPassword } = await ownAccount(ground, context);
  if (hasPassword) {
    try {
      const changed = await api.changePassword({
        body: { currentPassword: current ?? '', newPassword, revokeOtherSessions: true }, headers, returnHeaders: true,
      });
      passCookies(changed.headers, context);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new ApiError('wrong-credentials', 'The password until now is not this one.', error);
    }
  } else {
    await api.setPassword({ body: { newPassword }, headers });
  }
  await audit(ground.db.orm, {
    organization: context.organization.id, at: ground.clock.now(), person: context.identity.person.id,
    action: 'password-set', target: context.identity.person.id,
  });
  return { done: true };
}

/**
 * A browser is one person at a time: the session of an account replaces the sign-in of a phone, and what that left for
 * pushing alone. The request cannot show the latter, which is sent to other paths only.
 */
async function enter(ground: PeopleGround, { headers, response }: SignedIn, context: ApiContext): Promise<Identity> {
  const identity = await identityOfUser(ground.db, response.user);
  if (!identity) throw new ApiError('wrong-credentials', 'This account belongs to no organization: ask an admin.');
  const before = context.identity;
  if (before?.phone) await endPhone(ground, before.organization.id, before.phone.credential);
  clearPhoneCookies(context.reply);
  passCookies(headers, context);
  return identity;
}

function addressTaken(cause?: unknown): ApiError {
  return new ApiError('conflict', 'This address has an account already.', cause);
}

function passCookies(headers: Headers, context: ApiContext): void {
  for (const cookie of headers.getSetCookie()) context.reply.header('set-cookie', cookie);
}

/** The sign-in library says no, rather than that it could not find out. */
function isRefusal(error: unknown): boolean {
  return isAPIError(error) && error.statusCode < 500;
}
