import { m } from '../../paraglide/messages.js';
import type { Step, Total } from './differences.ts';

const names = {
  reached: m.live_total_reached,
  reserved: m.live_total_reserved,
  exposure: m.live_total_exposure,
  viewer: m.live_total_viewer,
  impression: m.live_total_impression,
  click: m.live_total_click,
  order: m.live_total_order,
  amountMinor: m.live_total_amountMinor,
  follow: m.live_total_follow,
  contact: m.live_total_contact,
} as const satisfies Record<Total, () => string>;

/** A platform total as the platforms call it. */
export function totalName(total: Total): string {
  return names[total]();
}

export function stepName([from, to]: Step): string {
  return m.live_step_rate({ from: totalName(from), to: totalName(to) });
}

export const markKinds = ['product-pinned', 'host-changed', 'price-changed', 'complaint', 'technical', 'other'] as const;
export type MarkKind = (typeof markKinds)[number];

const marks = {
  'product-pinned': m.live_mark_product_pinned,
  'host-changed': m.live_mark_host_changed,
  'price-changed': m.live_mark_price_changed,
  complaint: m.live_mark_complaint,
  technical: m.live_mark_technical,
  other: m.live_mark_other,
} as const satisfies Record<MarkKind, () => string>;

export function markName(kind: MarkKind): string {
  return marks[kind]();
}
