import type { Role } from '@fieldloop/domain/fact';
import { m } from '../../paraglide/messages.js';

const names = {
  operator: m.desk_role_operator,
  lead: m.desk_role_lead,
  planner: m.desk_role_planner,
  'operations-manager': m.desk_role_operations_manager,
  'data-analyst': m.desk_role_data_analyst,
  partner: m.desk_role_partner,
  admin: m.desk_role_admin,
} as const satisfies Record<Role, () => string>;

export function roleWords(role: Role): string {
  return names[role]();
}
