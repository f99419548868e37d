import type { Fact } from '@fieldloop/domain/fact';
import type { Payloads } from '@fieldloop/domain/payloads';
import { m } from '../../paraglide/messages.js';
import type { RightValue } from '../../runtime/corrections.ts';
import { counterName } from '../../ui/counter-name.ts';
import { factName } from '../../ui/fact-name.ts';
import { formatMoney } from '../../ui/desk-format/numbers.ts';
import { categoryName, statusName } from '../../ui/item-words.ts';
import type { Locale } from '../../ui/locale.ts';
import { postName } from '../../ui/post-name.ts';
import { revisionName } from '../../ui/revision-name.ts';

type Described = Pick<Fact, 'name' | 'payload'>;
type Detail = { readonly [Name in keyof Payloads]?: (payload: Payloads[Name], locale: Locale) => string };

/** What an entry was, and what it said, in a few words. */
export function describe(fact: Described, locale: Locale): { readonly title: string; readonly detail: string } {
  const detail = details[fact.name as keyof Payloads] as ((payload: unknown, locale: Locale) => string) | undefined;
  return { title: titleOf(fact), detail: detail?.(fact.payload, locale) ?? '' };
}

/** What a correction changed, before and after: the amount of a sale that stands, else the count. */
export function correctedFrom({ from, to, amountFrom, amountTo, currency }: Payloads['count-corrected']['lines'][number], locale: Locale): readonly [string, string] {
  if (from === to && currency !== undefined && amountFrom !== undefined && amountTo !== undefined) {
    return [formatMoney(amountFrom, currency, locale, 2), formatMoney(amountTo, currency, locale, 2)];
  }
  return [String(from), String(to)];
}

/** What an entry says after its corrections: of a sale that stands its amount, else its count. */
export function standsAs({ name, payload }: Described, { n, amountMinor }: RightValue, locale: Locale): string {
  const sale = name === 'sale-recorded' && n > 0 ? (payload as Payloads['sale-recorded']) : undefined;
  return sale && amountMinor !== undefined ? formatMoney(amountMinor, sale.currency, locale, 2) : String(n);
}

function titleOf({ name, payload }: Described): string {
  if (name === 'people-counted') return counterName((payload as Payloads['people-counted']).counter);
  if (name === 'item-opened' && (payload as Payloads['item-opened']).kind === 'content') return m.fact_content_opened();
  return factName(name) ?? m.fact_other();
}

const details: Detail = {
  'people-counted': ({ count }) => `+${count}`,
  'left-without-buying': ({ reason }) => reasonWords[reason](),
  'contact-added': ({ count }) => `+${count}`,
  'sale-recorded': ({ amountMinor, currency }, locale) => (amountMinor > 0 ? formatMoney(amountMinor, currency, locale, 2) : m.sale_saved_bare()),
  'refund-recorded': ({ amountMinor, currency }, locale) => `−${formatMoney(amountMinor, currency, locale, 2)}`,
  'size-missing-asked': ({ style, size }) => `${style} ${size}`,
  'complaint-recorded': ({ text = '' }) => text,
  'count-corrected': ({ lines: [line] }, locale) => (line ? `${counterName(line.counter)} ${correctedFrom(line, locale).join(' → ')}` : ''),
  'shift-started': ({ post }) => postName(post),
  'item-opened': ({ text, category }) => [...new Set([category && categoryName(category), text])].filter(Boolean).join(' · '),
  'item-moved': ({ to }) => statusName(to),
  'item-commented': ({ text }) => text,
  'live-session-started': ({ title = '' }) => title,
  'revision-acknowledged': ({ revision }) => revisionName(revision),
  'revision-delivered': ({ revision }) => revisionName(revision),
  'revision-put-in-force': ({ revision }) => revisionName(revision),
};

const reasonWords = {
  'just-looking': m.leave_just_looking,
  'size-missing': m.leave_size_missing,
  queue: m.leave_queue,
  price: m.leave_price,
  style: m.leave_style,
  'no-time': m.leave_no_time,
  other: m.leave_other,
} as const;
