import { personAccount } from '../db/people-tables.ts';
import { eq } from 'drizzle-orm';
import { authUser } from '../db/auth-tables.ts';
import { addAccount } from './accounts.ts';
import { addOrganization, organizations, type Organization } from './organizations.ts';
import type { PeopleGround } from './people-ground.ts';
import { deskPersonFacts } from './people.ts';
import { writeAsServer } from './server-facts.ts';

/** The first organization of this server, made when there is none. */
export async function firstOrganization({ db, env, clock }: PeopleGround): Promise<Organization> {
  const [first] = await organizations(db);
  return first ?? addOrganization(db, env.ORGANIZATION_NAME, clock.now());
}

/** Gives somebody who is in the records already an account at the desk. */
export async function accountFor(
  ground: PeopleGround,
  organization: Organization,
  person: { readonly id: string; readonly name: string },
): Promise<void> {
  await addAccount(ground, { organization: organization.id, person: person.id, name: person.name, email: ground.env.PLANNER_EMAIL });
}

/** Makes the first person: planner and admin at the desk, with an account. */
export async function firstPlanner(ground: PeopleGround, organization: Organization): Promise<void> {
  const person = { person: 'planner', name: '策划', roles: ['planner', 'admin'] };
  await writeAsServer(ground.ledger, organization, deskPersonFacts(person, ground.clock.now()));
  await accountFor(ground, organization, { id: person.person, name: person.name });
}

/** The oldest account of an organization, as an address. */
export async function firstAccount({ db }: PeopleGround, organization: Organization): Promise<string | undefined> {
  const [row] = await db.orm
    .select({ email: authUser.email })
    .from(personAccount)
    .innerJoin(authUser, eq(authUser.id, personAccount.userId))
    .where(eq(personAccount.organizationId, organization.id))
    .orderBy(authUser.createdAt)
    .limit(1);
  return row?.email;
}
