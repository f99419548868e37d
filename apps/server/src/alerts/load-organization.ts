import type { ScopeKey } from '@fieldloop/domain/fact';
import type { LiveSession } from '@fieldloop/domain/records/live-session';
import type { Loop } from '@fieldloop/domain/records/loop';
import type { RuleRecord } from '@fieldloop/domain/records/rule';
import type { Site } from '@fieldloop/domain/records/site';
import type pg from 'pg';
import { floorAt, readFloorGround, type FloorGround, type FloorState } from '../insight/floor-state.ts';
import { readRecords, readSites } from '../insight/read-records.ts';
import type { People } from './audience.ts';
import { readRuleStates, type StoredRuleState } from './rule-states.ts';

/** What judging an organization's rules needs to know of it, read once for all the quarters of a run. */
export interface OrganizationGround {
  readonly rules: readonly RuleRecord[];
  readonly sites: ReadonlyMap<string, Site>;
  readonly floors: FloorGround;
  /** Version of each site's scope: unchanged means that nothing new has come. */
  readonly heads: ReadonlyMap<string, number>;
  readonly openLoops: readonly Loop[];
  readonly sessions: ReadonlyMap<string, readonly LiveSession[]>;
  readonly people: People;
  /** By `rule/site`; kept up to date by whoever judges. */
  readonly states: Map<string, StoredRuleState>;
}

/** The same at one instant. */
export interface OrganizationView extends Omit<OrganizationGround, 'floors'> {
  readonly floors: ReadonlyMap<string, FloorState>;
}

/** Reads it in a few statements, however many sites there are; good for every instant from `since` on. */
export async function loadOrganization(pool: pg.Pool, organization: string, since: number): Promise<OrganizationGround> {
  const rules = (await readRecords(pool, organization, 'rule', { scopes: ['desk'] })).map(({ data }) => data);
  const watched = [...new Set(rules.flatMap((rule) => rule.versions.flatMap(({ sites }) => sites)))];
  const scopes: ScopeKey[] = watched.map((site) => `site:${site}` as const);
  const [sites, floors, heads, loops, sessions, memberships, plans, states] = await Promise.all([
    readSites(pool, organization, watched),
    readFloorGround(pool, organization, watched, since),
    pool.query<{ scope: string; head: number }>(`SELECT scope, head FROM scope WHERE organization_id = $1 AND scope = ANY($2)`, [organization, scopes]),
    readRecords(pool, organization, 'loop', { scopes: ['desk'], statuses: ['open', 'decided'] }),
    readRecords(pool, organization, 'live-session', { scopes, changedSince: since - 2 * 86_400_000 }),
    readRecords(pool, organization, 'membership', { scopes: ['desk'] }),
    readRecords(pool, organization, 'plan', { scopes: ['desk'] }),
    readRuleStates(pool, organization),
  ]);
  return {
    rules, floors, states,
    sites: new Map(sites.map((site) => [site.id, site])),
    heads: new Map(heads.rows.map(({ scope, head }) => [scope.slice('site:'.length), head])),
    openLoops: loops.map(({ data }) => data),
    sessions: new Map(watched.map((site) => [site, sessions.filter(({ scope }) => scope === `site:${site}`).map(({ data }) => data)])),
    people: { memberships: memberships.map(({ data }) => data), plans: plans.map(({ data }) => data) },
  };
}

export function viewAt(ground: OrganizationGround, now: number): OrganizationView {
  return { ...ground, floors: new Map([...ground.sites.keys()].map((site) => [site, floorAt(ground.floors, site, now)])) };
}
