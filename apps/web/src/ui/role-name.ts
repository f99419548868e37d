import type { Role } from '@fieldloop/domain/fact';
import { m } from '../paraglide/messages.js';

const names = {
  operator: m.join_role_operator,
  lead: m.join_role_lead,
  partner: m.join_role_partner,
  planner: m.join_role_planner,
  'operations-manager': m.join_role_operations_manager,
  'data-analyst': m.join_role_data_analyst,
  admin: m.join_role_admin,
} as const satisfies Record<Role, () => string>;

/** A role as people call it. */
export function roleName(role: Role): string {
  return names[role]();
}
