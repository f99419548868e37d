import { m } from '../../paraglide/messages.js';
import { formatMoney } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';
import { valueName } from './field-words.ts';

/** Fields with values, as they came. */
export type Content = Readonly<Record<string, unknown>>;

/** How those are called that a fact only names by id, and when an instant was. */
export interface Names {
  readonly person: (id: string) => string;
  readonly zone: (id: string) => string;
  readonly when: (at: number) => string;
}

/** ms UTC between 2000 and 2100, as facts have their instants. */
const [earliest, latest] = [946_684_800_000, 4_102_444_800_000];
/** Fields that hold a person's id. */
const people: ReadonlySet<string> = new Set(['assignee', 'host', 'person', 'to']);

/** The value of a field in words; as it came where there are none for it. `currency` is that of amounts. */
export function fieldValue(field: string, value: unknown, currency: unknown, names: Names, locale: Locale): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return m.desk_none();
  if (typeof value === 'boolean') return value ? m.sop_yes() : m.sop_no();
  if (typeof value === 'number') {
    if (field.startsWith('amount')) return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? formatMoney(value, currency, locale, 2) : String(value);
    return value >= earliest && value <= latest ? names.when(value) : String(value);
  }
  if (typeof value === 'string') {
    if (field === 'zone') return names.zone(value);
    const named = valueName(field, value);
    return named === value && people.has(field) ? names.person(value) : named;
  }
  if (!Array.isArray(value)) return JSON.stringify(value);
  return field === 'photos' ? String(value.length) : value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' · ');
}

/** What is inside a field that holds fields itself, once or several times; of photos only how many says something. */
export function partsOf(field: string, value: unknown): readonly Content[] | undefined {
  if (isContent(value)) return [value];
  return field !== 'photos' && Array.isArray(value) && value.length > 0 && value.every(isContent) ? value : undefined;
}

/** Whether it has fields, rather than being text, a number or a list. */
export function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
