import { m } from '../../paraglide/messages.js';
import { formatDuration } from '../../ui/desk-format/instants.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Delivery } from './loop-insight.ts';

export interface DeliveryCount {
  readonly total: number;
  readonly delivered: number;
  readonly read: number;
  /** Had it when it came into force; undefined before that. */
  readonly atOpening: number | undefined;
}

/** When the revision came into force at a site; undefined before. */
export type InForceAt = (site: string) => number | undefined;

/** How many phones have a revision, and how many people read it. Delivered, read and in force are independent. */
export function deliveryCount(deliveries: readonly Delivery[], inForceAt: InForceAt): DeliveryCount {
  const begun = deliveries.some(({ site }) => inForceAt(site) !== undefined);
  return {
    total: deliveries.length,
    delivered: deliveries.filter((each) => each.deliveredAt !== undefined || each.readAt !== undefined).length,
    read: deliveries.filter((each) => each.readAt !== undefined).length,
    atOpening: begun ? deliveries.filter((each) => hadItAt(each, inForceAt(each.site))).length : undefined,
  };
}

/**
 * Phones that got it only after it was in force at their site, latest first: what they counted in between had the old
 * one in hand. `counts`: whether a person counts at all; a partner who looks in later delays nothing.
 */
export function lateDeliveries(
  deliveries: readonly Delivery[],
  inForceAt: InForceAt,
  counts: (person: string) => boolean = () => true,
): readonly { readonly delivery: Delivery; readonly late: number }[] {
  return deliveries
    .filter(({ person }) => counts(person))
    .flatMap((delivery) => {
      const [got, from] = [gotItAt(delivery), inForceAt(delivery.site)];
      return got !== undefined && from !== undefined && got > from ? [{ delivery, late: got - from }] : [];
    })
    .sort((left, right) => right.late - left.late);
}

/** One or two sentences over the bar. */
export function deliverySentence(
  deliveries: readonly Delivery[],
  inForceAt: InForceAt,
  locale: Locale,
  counts?: (person: string) => boolean,
): string {
  if (deliveries.length === 0) return m.desk_loop_phones_none();
  const count = deliveryCount(deliveries, inForceAt);
  const now = m.desk_loop_delivered_sentence({ delivered: count.delivered, read: count.read, total: count.total });
  const opening =
    count.atOpening === undefined
      ? undefined
      : m.desk_loop_delivered_at_opening({ delivered: count.atOpening, total: count.total });
  const [latest] = lateDeliveries(deliveries, inForceAt, counts);
  const late =
    latest &&
    m.desk_loop_delivered_late({ person: nameOf(latest.delivery), duration: formatDuration(latest.late, locale) });
  return [now, opening, late].filter(Boolean).join(locale === 'en' ? ' ' : '');
}

/** The person's name, or the id while the name is not known here. */
export function nameOf({ personName, person }: Delivery): string {
  return personName ?? person;
}

// A phone that was read on surely had it, even if the delivery note came later.
function gotItAt({ deliveredAt, readAt }: Delivery): number | undefined {
  if (deliveredAt === undefined || readAt === undefined) return deliveredAt ?? readAt;
  return Math.min(deliveredAt, readAt);
}

function hadItAt(delivery: Delivery, at: number | undefined): boolean {
  const got = gotItAt(delivery);
  return got !== undefined && (at === undefined || got <= at);
}
