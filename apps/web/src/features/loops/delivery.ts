import { m } from '../../paraglide/messages.js';
import { formatDuration } from '../../ui/desk-format/instants.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Delivery } from './loop-insight.ts';

export interface DeliveryCount {
  readonly total: number;
  readonly delivered: number;
  readonly read: number;
}

/** When the revision came into force at a site; undefined before. */
export type InForceAt = (site: string) => number | undefined;
/** Does a person count at all? A partner who looks in later delays nothing. */
export type Counts = (person: string) => boolean;

/** How many phones have a revision, and how many people read it. Delivered, read and in force are independent. */
export function deliveryCount(deliveries: readonly Delivery[]): DeliveryCount {
  return {
    total: deliveries.length,
    delivered: deliveries.filter((each) => gotItAt(each) !== undefined).length,
    read: deliveries.filter((each) => each.readAt !== undefined).length,
  };
}

/** Of the phones in use when it came into force at their site, how many had it; undefined before it came into force. */
export function atOpening(
  deliveries: readonly Delivery[],
  inForceAt: InForceAt,
  counts: Counts = () => true,
): { readonly total: number; readonly had: number } | undefined {
  const there = deliveries.filter(({ person }) => counts(person)).filter((each) => inUseAt(each, inForceAt(each.site)));
  if (there.length === 0) return undefined;
  return { total: there.length, had: there.filter((each) => (gotItAt(each) ?? Infinity) <= (inForceAt(each.site) ?? 0)).length };
}

/**
 * Phones that got it only after it was in force at their site, latest first: what they counted in between had the old
 * one in hand. A phone that was taken into use later is not among them.
 */
export function lateDeliveries(
  deliveries: readonly Delivery[],
  inForceAt: InForceAt,
  counts: Counts = () => true,
): readonly { readonly delivery: Delivery; readonly late: number }[] {
  return deliveries
    .filter(({ person }) => counts(person))
    .flatMap((delivery) => {
      const [got, from] = [gotItAt(delivery), inForceAt(delivery.site)];
      return got !== undefined && from !== undefined && got > from && inUseAt(delivery, from)
        ? [{ delivery, late: got - from }]
        : [];
    })
    .sort((left, right) => right.late - left.late);
}

/** One or two sentences over the bar. */
export function deliverySentence(
  deliveries: readonly Delivery[],
  inForceAt: InForceAt,
  locale: Locale,
  counts?: Counts,
): string {
  if (deliveries.length === 0) return m.desk_loop_phones_none();
  const opening = atOpening(deliveries, inForceAt, counts);
  const [latest] = lateDeliveries(deliveries, inForceAt, counts);
  return [
    m.desk_loop_delivered_sentence({ ...deliveryCount(deliveries) }),
    opening && m.desk_loop_delivered_at_opening({ delivered: opening.had, total: opening.total }),
    latest &&
      m.desk_loop_delivered_late({ person: nameOf(latest.delivery), duration: formatDuration(latest.late, locale) }),
  ]
    .filter(Boolean)
    .join(locale === 'en' ? ' ' : '');
}

/** The person's name, or the id while the name is not known here. */
export function nameOf({ personName, person }: Delivery): string {
  return personName ?? person;
}

/** Was this phone taken into use only after the revision was in force at its site? */
export function tookUpLater({ site, inUseSince }: Delivery, inForceAt: InForceAt): boolean {
  const from = inForceAt(site);
  return from !== undefined && inUseSince !== undefined && inUseSince > from;
}

// A phone that was read on surely had it, even if the delivery note came later.
function gotItAt({ deliveredAt, readAt }: Delivery): number | undefined {
  if (deliveredAt === undefined || readAt === undefined) return deliveredAt ?? readAt;
  return Math.min(deliveredAt, readAt);
}

/** Was the phone in use at this instant? A server that does not say since when is believed to have known it always. */
function inUseAt({ inUseSince }: Delivery, at: number | undefined): boolean {
  return at !== undefined && (inUseSince === undefined || inUseSince <= at);
}
