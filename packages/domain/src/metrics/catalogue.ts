import type { MetricDefinition } from './define-metric.ts';
import { clickRate } from './click-rate.ts';
import { complaintRate } from './complaint-rate.ts';
import { complaints } from './complaints.ts';
import { contactRate } from './contact-rate.ts';
import { contacts } from './contacts.ts';
import { conversion } from './conversion.ts';
import { entryRate } from './entry-rate.ts';
import { followRate } from './follow-rate.ts';
import { footfall } from './footfall.ts';
import { gpm } from './gpm.ts';
import { impressionRate } from './impression-rate.ts';
import { liveContactRate } from './live-contact-rate.ts';
import { liveRefundRate } from './live-refund-rate.ts';
import { liveSales } from './live-sales.ts';
import { netSales } from './net-sales.ts';
import { orderRate } from './order-rate.ts';
import { reasonShare } from './reason-share.ts';
import { receiptValue } from './receipt-value.ts';
import { receipts } from './receipts.ts';
import { refundRate } from './refund-rate.ts';
import { reservationRate } from './reservation-rate.ts';
import { sales } from './sales.ts';
import { salesPerVisitor } from './sales-per-visitor.ts';
import { sizeMissingRate } from './size-missing-rate.ts';
import { tryOnConversion } from './try-on-conversion.ts';
import { tryOnRate } from './try-on-rate.ts';
import { unitsPerReceipt } from './units-per-receipt.ts';
import { viewRate } from './view-rate.ts';
import { viewToOrder } from './view-to-order.ts';
import { viewerValue } from './viewer-value.ts';
import { visitors } from './visitors.ts';
import { zoneRate } from './zone-rate.ts';

export { compute, computeBy } from './compute.ts';
export type { Computed, ComputeOptions } from './compute.ts';
export { evidence } from './evidence.ts';
export type { Evidence, EvidenceOptions } from './evidence.ts';
export { paceOf } from './pace.ts';
export type { Pace } from './pace.ts';
export { MINIMUM_N } from './standing.ts';
export type { Standing } from './standing.ts';
export type { QualityFlag } from './quality.ts';

/** Every metric, in the order in which a list of all of them reads best. One line each. */
export const metricList = [
  footfall,
  visitors,
  receipts,
  contacts,
  sales,
  netSales,
  liveSales,
  entryRate,
  tryOnRate,
  tryOnConversion,
  conversion,
  receiptValue,
  unitsPerReceipt,
  salesPerVisitor,
  reasonShare,
  sizeMissingRate,
  refundRate,
  liveRefundRate,
  complaints,
  complaintRate,
  zoneRate,
  viewRate,
  impressionRate,
  clickRate,
  orderRate,
  viewToOrder,
  viewerValue,
  gpm,
  followRate,
  contactRate,
  liveContactRate,
  reservationRate,
] as const;

export type MetricId = (typeof metricList)[number]['id'];

/** Metrics by id. */
export const metrics: ReadonlyMap<string, MetricDefinition> = new Map(
  metricList.map((metric) => [metric.id, metric]),
);

/** @throws RangeError naming the metric that does not exist. */
export function metricOf(id: string): MetricDefinition {
  const metric = metrics.get(id);
  if (metric === undefined) throw new RangeError(`there is no metric named ${id}`);
  return metric;
}

/** Metrics that a rate rule can watch: shares whose interval is known. */
export const rateMetrics: readonly MetricDefinition[] = metricList.filter(
  (metric: MetricDefinition) => metric.unit === 'share' && metric.formulas[0].inference === 'proportion' && !metric.breakdown,
);
