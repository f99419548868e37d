import type { MembershipRecord } from '@fieldloop/domain/records/membership';
import type { Plan } from '@fieldloop/domain/records/plan';
import type { Rule } from '@fieldloop/domain/rules';

export interface People {
  readonly memberships: readonly MembershipRecord[];
  readonly plans: readonly Plan[];
}

/**
 * Who hears of an alert first: those the rule names, as far as they still belong there; for silence the site's leads;
 * else the plan's owner and the planners.
 */
export function firstToHear(rule: Rule, site: string, { memberships, plans }: People, now: number): string[] {
  const present = new Set(holders(memberships, now, ({ scope }) => scope === 'desk' || scope === `site:${site}`));
  const named = [...new Set(rule.notify)].filter((person) => present.has(person));
  if (named.length > 0) return named;
  const leads = leadsOf(site, memberships, now);
  if (rule.condition.kind === 'silence' && leads.length > 0) return leads;
  const owner = plans.find((plan) => plan.id === rule.plan)?.owner?.value;
  const planners = holders(memberships, now, ({ role, scope }) => role === 'planner' && scope === 'desk');
  return [...new Set([...(owner !== undefined && present.has(owner) ? [owner] : []), ...planners])];
}

/** Who hears when nobody took it on: the site's leads, or where there are none the operations managers. */
export function nextToHear(site: string, { memberships }: People, now: number): string[] {
  const leads = leadsOf(site, memberships, now);
  if (leads.length > 0) return leads;
  return holders(memberships, now, ({ role }) => role === 'operations-manager');
}

function leadsOf(site: string, memberships: readonly MembershipRecord[], now: number): string[] {
  return holders(memberships, now, ({ role, scope }) => role === 'lead' && scope === `site:${site}`);
}

function holders(memberships: readonly MembershipRecord[], now: number, wanted: (membership: MembershipRecord) => boolean): string[] {
  const held = memberships.filter(({ from, until }) => from <= now && (until === undefined || now < until));
  return [...new Set(held.filter(wanted).map(({ person }) => person))];
}
