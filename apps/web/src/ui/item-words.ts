import type { ItemCategory, ItemStatus, Severity } from '@fieldloop/domain/payload';
import { m } from '../paraglide/messages.js';

const categories = {
  layout: m.category_layout,
  equipment: m.category_equipment,
  mall: m.category_mall,
  complaint: m.category_complaint,
  stock: m.category_stock,
  safety: m.category_safety,
  queue: m.category_queue,
  staffing: m.category_staffing,
  other: m.category_other,
} as const satisfies Record<ItemCategory, () => string>;

const severities = { low: m.severity_low, medium: m.severity_medium, high: m.severity_high } as const satisfies Record<Severity, () => string>;

const statuses = {
  open: m.status_open,
  doing: m.status_doing,
  done: m.status_done,
  verified: m.status_verified,
  declined: m.status_declined,
  proposed: m.status_proposed,
  adopted: m.status_adopted,
} as const satisfies Record<ItemStatus, () => string>;

export function categoryName(category: ItemCategory): string {
  return categories[category]();
}

export function severityName(severity: Severity): string {
  return severities[severity]();
}

export function statusName(status: ItemStatus): string {
  return statuses[status]();
}
