import { and, eq } from 'drizzle-orm';
import type { FactDraft } from '@fieldloop/sync/server';
import type * as z from 'zod';
import type { ApiContext, Identity } from '../api/context.ts';
import type * as shape from '../api/people-schemas.ts';
import { enrolmentCredential } from '../db/people-tables.ts';
import { newId } from '../ids.ts';
import { audit } from './audit.ts';
import { claimEnrolment, membershipOfCredential, returnClaim, type EnrolmentRow } from './enrolments.ts';
import { membershipsOf } from './membership-records.ts';
import { organizationNamed } from './organizations.ts';
import type { PeopleGround } from './people-ground.ts';
import { clearPhoneCookies, endPhone, newCredential, returningBy, setPhoneCookies } from './phone-credential.ts';
import { writeAsServer } from './server-facts.ts';

/** A membership begins this long before joining, so that a slightly wrong phone clock does not cost the first fact. */
const grace = 60_000;

/**
 * Joins a site by code. A browser that is somebody of the organization already stays that person and gains the site;
 * one who left a phone of it brings the ticket they were given and is the same person again, where the code grants what
 * they have; any other is a new one.
 */
export async function join(
  ground: PeopleGround,
  request: z.infer<typeof shape.joinRequest>,
  context: ApiContext,
): Promise<Identity> {
  const claimed = await claimEnrolment(ground, request.code);
  const credential = newId(ground.clock.now());
  try {
    return await enrol(ground, claimed, credential, request, context);
  } catch (error) {
    // Each by itself: that one of them fails is no reason to leave the other.
    for (const undone of await Promise.allSettled([forget(ground, claimed, credential), returnClaim(ground, claimed)])) {
      if (undone.status === 'rejected') ground.log.error({ error: undone.reason as unknown, enrolment: claimed.id }, 'a joining that failed left something behind');
    }
    throw error;
  }
}

async function enrol(
  ground: PeopleGround, claimed: EnrolmentRow, credential: string, request: z.infer<typeof shape.joinRequest>, context: ApiContext,
): Promise<Identity> {
  const tenant = await organizationNamed(ground.db, claimed.organizationId);
  if (!tenant) throw new Error(`enrolment ${claimed.id} belongs to no organization`);
  const existing = context.identity?.organization.id === tenant.id ? context.identity : undefined;
  const now = ground.clock.now();
  const { stored, ...secrets } = newCredential(now);
  const bearer = existing || request.ticket === undefined ? undefined : await returningBy(ground, tenant.id, request.ticket);
  const returning = bearer && (await grantsAllOf(ground, claimed, bearer.person.id)) ? bearer : undefined;
  const known = existing?.person ?? returning?.person;
  const person = known ?? { id: newId(now), name: request.name, locale: request.locale };
  await ground.db.orm.transaction(async (orm) => {
    await orm.insert(enrolmentCredential).values({
      organizationId: tenant.id, id: credential, ...stored, enrolmentId: claimed.id,
      personId: person.id, name: person.name, locale: person.locale, joinedAt: now,
    });
    await audit(orm, {
      organization: tenant.id, at: now, person: person.id, action: 'enrolment-used', target: claimed.id,
      detail: { site: claimed.site },
    });
  });
  await writeAsServer(ground.ledger, tenant, joiningFacts(claimed, credential, person, known === undefined, now));
  const memberships = await membershipsOf(ground.db, tenant.id, person.id);
  // A ticket is good once, and for this only once nothing is left that could fail.
  if (returning) await ground.db.orm.update(enrolmentCredential).set({ pushHash: null, pushUntil: null }).where(credentialIs(tenant.id, returning.credential));
  // An account keeps its session; a phone takes the newest of its credentials.
  if (existing?.via !== 'account') setPhoneCookies(context.reply, secrets, isSecure(ground));
  return {
    via: existing?.via ?? 'enrolment',
    organization: { id: tenant.id, name: tenant.name },
    person,
    memberships,
  };
}

/**
 * Does the code grant everything that this person still has? A ticket stays on a phone that others use, and a name is no
 * proof: who has a code for less must not become somebody with more.
 */
async function grantsAllOf({ db, clock }: PeopleGround, { organizationId, site, role, membershipUntil }: EnrolmentRow, person: string): Promise<boolean> {
  const now = clock.now();
  const standing = (await membershipsOf(db, organizationId, person)).filter(({ until }) => until === undefined || until > now);
  return standing.every(({ scope, role: had, until }) =>
    scope === `site:${site}` && (had === role || (role === 'lead' && had === 'operator')) &&
    (membershipUntil === null || (until !== undefined && until <= membershipUntil)));
}

/** Ends the phone's credential. What it has not sent yet stays on it until its person joins again. */
export async function leave(ground: PeopleGround, context: ApiContext): Promise<z.infer<typeof shape.left>> {
  const { identity } = context;
  clearPhoneCookies(context.reply);
  if (!identity?.phone) return { done: true };
  return { done: true, ticket: await endPhone(ground, identity.organization.id, identity.phone.credential) };
}

export function isSecure({ env }: Pick<PeopleGround, 'env'>): boolean {
  return env.PUBLIC_URL?.startsWith('https:') ?? false;
}

function joiningFacts(
  claimed: EnrolmentRow,
  credential: string,
  person: Identity['person'],
  isNew: boolean,
  now: number,
): FactDraft[] {
  const membership = membershipOfCredential(credential);
  const named: FactDraft = {
    id: newId(now), name: 'person-named', scope: 'desk', at: now, subjects: [`person:${person.id}`],
    payload: { person: person.id, name: person.name, locale: person.locale, sites: [claimed.site] },
  };
  const granted: FactDraft = {
    id: newId(now), name: 'membership-granted', scope: 'desk', at: now,
    subjects: [`membership:${membership}`, `person:${person.id}`],
    payload: {
      membership, person: person.id, scope: `site:${claimed.site}`, role: claimed.role, from: now - grace,
      ...(claimed.membershipUntil === null ? {} : { until: claimed.membershipUntil }),
    },
  };
  return isNew ? [named, granted] : [granted];
}

async function forget({ db }: PeopleGround, { organizationId }: EnrolmentRow, credential: string): Promise<void> {
  await db.orm.delete(enrolmentCredential).where(credentialIs(organizationId, credential));
}

function credentialIs(organization: string, id: string) {
  return and(eq(enrolmentCredential.organizationId, organization), eq(enrolmentCredential.id, id));
}
