import type { complaintKinds } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';

const names = {
  price: m.complaint_price,
  queue: m.complaint_queue,
  service: m.complaint_service,
  quality: m.complaint_quality,
  exchange: m.complaint_exchange,
  network: m.complaint_network,
  safety: m.complaint_safety,
  other: m.complaint_other,
} as const satisfies Record<(typeof complaintKinds)[number], () => string>;

/** What a complaint is about, as shown. */
export function complaintName(kind: (typeof complaintKinds)[number]): string {
  return names[kind]();
}
