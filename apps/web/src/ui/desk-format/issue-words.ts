import type { ItemCategory, ItemStatus, Severity } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';
import type { TagTone } from '../desk/tag.tsx';

const categories = {
  layout: m.desk_category_layout,
  equipment: m.desk_category_equipment,
  mall: m.desk_category_mall,
  complaint: m.desk_category_complaint,
  stock: m.desk_category_stock,
  safety: m.desk_category_safety,
  queue: m.desk_category_queue,
  staffing: m.desk_category_staffing,
  other: m.desk_category_other,
} as const satisfies Record<ItemCategory, () => string>;

const statuses = {
  open: m.desk_status_open,
  doing: m.desk_status_doing,
  done: m.desk_status_done,
  verified: m.desk_status_verified,
  declined: m.desk_status_declined,
  proposed: m.desk_status_proposed,
  adopted: m.desk_status_adopted,
} as const satisfies Record<ItemStatus, () => string>;

const severityNames = {
  low: m.desk_severity_low,
  medium: m.desk_severity_medium,
  high: m.desk_severity_high,
} as const satisfies Record<Severity, () => string>;

const tones = {
  open: 'attention',
  doing: 'info',
  done: 'good',
  verified: 'good',
  declined: 'neutral',
  proposed: 'attention',
  adopted: 'good',
} as const satisfies Record<ItemStatus, TagTone>;

export function categoryWords(category: ItemCategory): string {
  return categories[category]();
}

export function statusWords(status: ItemStatus): string {
  return statuses[status]();
}

export function severityWords(severity: Severity): string {
  return severityNames[severity]();
}

/** How a status is marked; the word is always beside it. */
export function statusTone(status: ItemStatus): TagTone {
  return tones[status];
}
