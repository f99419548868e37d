/** Where a fact lives and who can read what it folds into. `desk` is the organization's planning side. */
export type ScopeKey = 'desk' | SiteScope | PersonScope;
export type SiteScope = `site:${string}`;
export type PersonScope = `person:${string}`;

/** A record's address inside its scope: `item:0197…`. */
export type RecordKey = `${string}:${string}`;

/** A revision is named by its plan and number, `commute@2`, so its plan is known wherever it is stamped. */
export type RevisionRef = `${string}@${number}`;

/**
 * The envelope: an immutable thing that happened, written once on one device.
 * All instants are milliseconds since 1970 UTC.
 */
export interface Fact<Payload = unknown> {
  /** UUIDv7; the key inside the organization. */
  readonly id: string;
  /** Dense 1, 2, 3 … per device. */
  readonly seq: number;
  readonly name: string;
  /** Version of the payload's shape. */
  readonly version: number;
  readonly scope: ScopeKey;
  /** The records it speaks of. */
  readonly subjects: readonly RecordKey[];
  /** Version of `scope` that the author's device had applied when it wrote. */
  readonly seen?: number | undefined;
  /** The revision in force at the site, as the author's device knew it; the server corrects it. */
  readonly inForce?: RevisionRef | undefined;
  /** The revision on the author's device. */
  readonly inHand?: RevisionRef | undefined;
  /** The device's wall clock. */
  readonly at: number;
  /** Last measured server time minus device time. */
  readonly offset: number;
  /** The device's monotonic clock; comparable only within one run of the app. */
  readonly mono: number;
  /** Hybrid logical clock, see `Stamp`. */
  readonly stamp: Stamp;
  readonly payload: Payload;
}

/**
 * Hybrid logical clock as a string that sorts: 12 hex digits of milliseconds, 4 of a counter,
 * `-`, then the device id.
 */
export type Stamp = string;

/** Who wrote a fact, with every membership that the organization's records give. */
export interface Actor {
  readonly kind: 'person' | 'server' | 'key';
  /** Person id, or the key's id, or `server`. */
  readonly person: string;
  readonly device: string;
  readonly memberships: readonly Membership[];
}

export const roles = ['operator', 'lead', 'planner', 'operations-manager', 'data-analyst', 'partner', 'admin'] as const;
export type Role = (typeof roles)[number];

/** One grant. `desk` reaches every site of the organization; `until` is exclusive. */
export interface Membership {
  readonly scope: 'desk' | SiteScope;
  readonly role: Role;
  readonly from: number;
  readonly until?: number | undefined;
}

const deskRoles: readonly Role[] = ['planner', 'operations-manager', 'data-analyst', 'admin'];
const floorRoles: readonly Role[] = ['operator', 'lead', ...deskRoles];

/** Does the actor hold one of `wanted` for `scope` at this instant? The server device always does. */
export function holds(actor: Actor, wanted: readonly Role[], scope: ScopeKey, at: number): boolean {
  if (actor.kind === 'server') return true;
  return actor.memberships.some(
    (membership) =>
      wanted.includes(membership.role) &&
      membership.from <= at &&
      (membership.until === undefined || at < membership.until) &&
      (membership.scope === scope || (membership.scope === 'desk' && scope.startsWith('site:'))),
  );
}

/** May log what happens at this site: operators and leads of the site, and the desk. */
export function worksAt(actor: Actor, scope: ScopeKey, at: number): boolean {
  return holds(actor, floorRoles, scope, at);
}

/** Leads of the site and the desk. */
export function leadsAt(actor: Actor, scope: ScopeKey, at: number): boolean {
  return holds(actor, ['lead', ...deskRoles], scope, at);
}

/**
 * May say who works where: operations managers at sites, and at the desk admins alone. Else a role that hands out roles
 * could hand itself any other.
 */
export function staffs(actor: Actor, where: ScopeKey, at: number): boolean {
  return holds(actor, where === 'desk' ? ['admin'] : ['operations-manager', 'admin'], 'desk', at);
}

/** Planners, operations managers, data analysts and admins. */
export function plansAt(actor: Actor, scope: ScopeKey, at: number): boolean {
  return holds(actor, deskRoles, scope, at);
}

/** May read this scope at all, partners included. */
export function reads(actor: Actor, scope: ScopeKey, at: number): boolean {
  if (scope.startsWith('person:')) return actor.kind === 'server' || scope === `person:${actor.person}`;
  return holds(actor, roles, scope, at);
}

/** `site:ja` → `ja`; undefined for other scopes. */
export function siteOf(scope: ScopeKey): string | undefined {
  return scope.startsWith('site:') ? scope.slice(5) : undefined;
}

/** `commute@2` → `commute`. */
export function planOf(revision: RevisionRef): string {
  return revision.slice(0, revision.lastIndexOf('@'));
}
