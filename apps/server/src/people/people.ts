import { createHmac } from 'node:crypto';
import type { Actor } from '@fieldloop/domain/fact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { ApiContext, Identity, SignedInContext } from '../api/context.ts';
import type * as shape from '../api/people-schemas.ts';
import { derivedId, newId } from '../ids.ts';
import { addAccount, ownAccount, requireFreeAddress, setPassword, signIn, signInByLink, signOut } from './accounts.ts';
import { createEnrolment, listEnrolments, previewEnrolment, revokeEnrolment } from './enrolments.ts';
import { identify } from './identify.ts';
import { isSecure, join, leave } from './joining.ts';
import { actorOf, allMemberships, allPeople } from './membership-records.ts';
import { organizationNamed } from './organizations.ts';
import type { PeopleGround } from './people-ground.ts';
import { identityOfPush, keepPushCredential } from './phone-credential.ts';
import { writeAsServer } from './server-facts.ts';

export type Me = z.infer<typeof shape.me>;
type Done = z.infer<typeof shape.done>;

/** Everything about people that the API needs: identity, joining, accounts, enrolments. */
export interface People {
  identify(request: FastifyRequest, reply?: FastifyReply): Promise<Identity | undefined>;
  /** Who may push although nobody is signed in. */
  identifyPush(request: FastifyRequest): Promise<Identity | undefined>;
  /** Keeps the push-only credential of a signed-in phone good. */
  keepPush(context: SignedInContext): Promise<void>;
  /** A person with the memberships they have now, for work that outlives a request. */
  actor(organization: string, person: string): Promise<Actor>;
  me(identity: Identity | undefined): Me;
  preview(code: string): Promise<z.infer<typeof shape.preview>>;
  join(request: z.infer<typeof shape.joinRequest>, context: ApiContext): Promise<Me>;
  leave(context: ApiContext): Promise<z.infer<typeof shape.left>>;
  signIn(credentials: z.infer<typeof shape.credentials>, context: ApiContext): Promise<Me>;
  signInByLink(token: string, context: ApiContext): Promise<Me>;
  signOut(context: ApiContext): Promise<Done>;
  account(context: SignedInContext): Promise<z.infer<typeof shape.ownAccount>>;
  setPassword(context: SignedInContext, change: z.infer<typeof shape.newPassword>): Promise<Done>;
  enrolments(context: SignedInContext, site: string | undefined): Promise<z.infer<typeof shape.enrolment>[]>;
  createEnrolment(
    context: SignedInContext,
    request: z.infer<typeof shape.newEnrolment>,
  ): Promise<z.infer<typeof shape.createdEnrolment>>;
  revokeEnrolment(context: SignedInContext, id: string): Promise<Done>;
  list(organization: string): Promise<z.infer<typeof shape.listedPerson>[]>;
  createAccount(context: SignedInContext, account: z.infer<typeof shape.newAccount>): Promise<{ id: string }>;
}

export function createPeople(ground: PeopleGround): People {
  const me = (identity: Identity | undefined): Me => {
    const serverNow = ground.clock.now();
    if (!identity) return { signedIn: false, serverNow };
    const { person, organization, via, memberships } = identity;
    return { signedIn: true, person, organization, via, memberships: [...memberships], serverNow };
  };
  const credentials = { ...ground, secure: isSecure(ground) };
  return {
    me,
    identify: (request, reply) => identify(credentials, request, reply),
    identifyPush: (request) => identityOfPush(credentials, request),
    keepPush: ({ identity, request, reply }) => keepPushCredential(credentials, identity, request, reply),
    actor: (organization, person) => actorOf(ground.db, organization, person),
    preview: (code) => previewEnrolment(ground, code),
    join: async (request, context) => me(await join(ground, request, context)),
    leave: (context) => leave(ground, context),
    signIn: async (credentials, context) => me(await signIn(ground, credentials, context)),
    signInByLink: async (token, context) => me(await signInByLink(ground, token, context)),
    signOut: (context) => signOut(ground, context),
    account: (context) => ownAccount(ground, context),
    setPassword: (context, change) => setPassword(ground, change, context),
    enrolments: (context, site) => listEnrolments(ground, context, site),
    createEnrolment: (context, request) => createEnrolment(ground, context, request),
    revokeEnrolment: (context, id) => revokeEnrolment(ground, context, id),
    list: (organization) => listPeople(ground, organization),
    createAccount: (context, account) => createAccount(ground, context, account),
  };
}

async function listPeople({ db }: PeopleGround, organization: string): Promise<z.infer<typeof shape.listedPerson>[]> {
  const [people, memberships] = await Promise.all([allPeople(db, organization), allMemberships(db, organization)]);
  const byPerson = Map.groupBy(memberships, ({ person }) => person);
  return people.map(({ id, name }) => ({
    id,
    name: name.value,
    memberships: (byPerson.get(id) ?? []).map(({ scope, role, from, until }) => ({ scope, role, from, until })),
  }));
}

async function createAccount(
  ground: PeopleGround,
  context: SignedInContext,
  { email, password, name, role }: z.infer<typeof shape.newAccount>,
): Promise<{ id: string }> {
  const tenant = await organizationNamed(ground.db, context.organization.id);
  if (!tenant) throw new Error(`no organization ${context.organization.id}`);
  const now = ground.clock.now();
  await requireFreeAddress(ground, email);
  const person = personOfAddress(ground, tenant.id, email);
  await writeAsServer(ground.ledger, tenant, deskPersonFacts({ person, name, roles: [role] }, now));
  await addAccount(ground, { organization: tenant.id, person, name, email, password }, {
    organization: tenant.id, at: now, person: context.identity.person.id, action: 'account-created', target: person, detail: { role },
  });
  return { id: person };
}

/** The same person again when making their account failed half way, or was asked for twice at once. Tells nobody the address. */
function personOfAddress({ secret }: PeopleGround, organization: string, email: string): string {
  return derivedId(organization, createHmac('sha256', secret).update(`account of ${email.toLowerCase()}`).digest('hex'));
}

/** A named person with roles at the desk, as facts. */
export function deskPersonFacts(
  { person, name, roles }: { readonly person: string; readonly name: string; readonly roles: readonly string[] },
  now: number,
) {
  const named = {
    id: newId(now), name: 'person-named', scope: 'desk' as const, at: now, subjects: [`person:${person}` as const],
    payload: { person, name, locale: 'zh-CN', sites: [] },
  };
  const granted = roles.map((role) => ({
    id: newId(now), name: 'membership-granted', scope: 'desk' as const, at: now,
    subjects: [`membership:${person}-${role}` as const, `person:${person}` as const],
    payload: { membership: `${person}-${role}`, person, scope: 'desk', role, from: now },
  }));
  return [named, ...granted];
}
