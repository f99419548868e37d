import { roles, type Actor, type Membership, type Role, type SiteScope } from '@fieldloop/domain/fact';
import type { MembershipRecord } from '@fieldloop/domain/records/membership';
import type { Person } from '@fieldloop/domain/records/person';
import type { Site } from '@fieldloop/domain/records/site';
import type { Database } from '../db/client.ts';

/** Grants of one person, current, past and future: the caller judges by an instant. The only source of permission. */
export async function membershipsOf(db: Database, organization: string, person: string): Promise<readonly Membership[]> {
  const { rows } = await db.pool.query<{ data: MembershipRecord }>({
    name: 'memberships-of-person',
    text: `select data from record
           where organization_id = $1 and scope = 'desk' and kind = 'membership' and assignee = $2 and gone is null`,
    values: [organization, person],
  });
  return rows.map(({ data }) => membershipOf(data));
}

/** A person as the ledger's actor; the device is named by what they send. */
export async function actorOf(db: Database, organization: string, person: string): Promise<Actor> {
  return { kind: 'person', person, device: '', memberships: await membershipsOf(db, organization, person) };
}

export interface MembershipOfPerson extends Membership {
  readonly id: string;
  readonly person: string;
}

/** Every grant of the organization. */
export async function allMemberships(db: Database, organization: string): Promise<readonly MembershipOfPerson[]> {
  const rows = await deskRecords<MembershipRecord>(db, organization, 'membership');
  return rows.map((data) => ({ ...membershipOf(data), id: data.id, person: data.person }));
}

export async function allPeople(db: Database, organization: string): Promise<readonly Person[]> {
  return deskRecords<Person>(db, organization, 'person');
}

export async function personNamed(db: Database, organization: string, id: string): Promise<Person | undefined> {
  return deskRecord<Person>(db, organization, 'person', id);
}

export async function siteNamed(db: Database, organization: string, id: string): Promise<Site | undefined> {
  return deskRecord<Site>(db, organization, 'site', id);
}

export async function allSites(db: Database, organization: string): Promise<readonly Site[]> {
  return deskRecords<Site>(db, organization, 'site');
}

async function deskRecord<Data>(db: Database, organization: string, kind: string, id: string): Promise<Data | undefined> {
  const { rows } = await db.pool.query<{ data: Data }>({
    name: 'desk-record',
    text: `select data from record
           where organization_id = $1 and scope = 'desk' and kind = $2 and id = $3 and gone is null`,
    values: [organization, kind, id],
  });
  return rows[0]?.data;
}

async function deskRecords<Data>(db: Database, organization: string, kind: string): Promise<readonly Data[]> {
  const { rows } = await db.pool.query<{ data: Data }>({
    name: 'desk-records',
    text: `select data from record
           where organization_id = $1 and scope = 'desk' and kind = $2 and gone is null order by id`,
    values: [organization, kind],
  });
  return rows.map(({ data }) => data);
}

function membershipOf({ scope, role, from, until }: MembershipRecord): Membership {
  if (!(roles as readonly string[]).includes(role)) throw new RangeError(`unknown role ${role}`);
  return { scope: scope as 'desk' | SiteScope, role: role as Role, from, until };
}
